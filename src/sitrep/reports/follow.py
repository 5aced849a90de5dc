"""A feed that is followed in, what is new in it out, and where to go on next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sitrep.arrivals import Feed, Polled, Seen
from sitrep.reports.documents import Origin, kind_of, read_document
from sitrep.reports.draft import Draft, Reading
from sitrep.reports.encoding import decode_as
from sitrep.reports.feeds import FEEDS, Document, Item, in_full, read_feed, take_unfetched
from sitrep.reports.finish import finish
from sitrep.reports.guard import without_secrets
from sitrep.reports.web import Fetched, Web
from sitrep.reports.xml_tree import local, read_xml

__all__ = ["Opened", "open_address", "poll"]


@dataclass(slots=True)
class Opened:
    """What an address gave; ``feed`` is set when it is a feed."""

    reading: Reading
    feed: Feed | None = None


def poll(feed: Feed, web: Web) -> Polled:
    """What is new in a feed since the last look, in the feed's order.

    The server is asked with the validators of the last answer. An item that was not seen
    before, or that changed, becomes a report: from the feed itself when it gives the text, else
    from its page. At most ``feed_pages`` pages are fetched; the items left over come next time.
    An answer that cannot be used is a problem, and ``feed.due`` moves away, twice as far each
    time. The clock decides nothing: whether it is time to look is for the caller to ask.

    Args:
        feed: the address, or what the last look gave.
        web: asks the servers; use one for all feeds.
    """
    answer = web.get(feed.address, etag=feed.etag, modified=feed.modified)
    opened = _take(feed, answer, web, must_be_feed=True)
    reports, faults = finish(opened.reading.drafts, web.settings)
    return Polled(
        feed=opened.feed or feed,
        reports=reports,
        withdrawals=tuple(opened.reading.withdrawals),
        problems=(*opened.reading.problems, *faults),
    )


def open_address(address: str, web: Web) -> Opened:
    """What an address holds: a page or another document, or a feed with its items' pages."""
    return _take(Feed(address), web.get(address), web, must_be_feed=False)


def _take(feed: Feed, answer: Fetched, web: Web, *, must_be_feed: bool) -> Opened:
    name = without_secrets(feed.address)
    reading = Reading()
    if answer.fault is not None:
        reading.trouble(name, f"not fetched: {answer.fault}")
        return Opened(reading, _failed(feed, answer, web) if must_be_feed else None)
    if answer.unchanged:
        return Opened(reading, _went_well(feed, answer, web))
    data = _unified(answer)
    kind = kind_of(answer.kind, data)
    tree = read_xml(data) if kind == "xml" else None
    if tree is not None and tree.root is not None and local(tree.root).lower() in FEEDS:
        if tree.problem:
            reading.trouble(name, tree.problem)
        document = read_feed(tree.root, name, answer.url, web.settings)
        reading.extend(document.reading)
        reading.withdrawals.extend(document.withdrawals)
        done = _take_items(document, feed, web, reading)
        return Opened(reading, _remember(feed, answer, document, done, web))
    if must_be_feed:
        reading.trouble(name, "not a feed")
        return Opened(reading, _failed(feed, answer, web))
    if not kind:
        what = answer.kind or "no content type"
        reading.trouble(name, f"of a kind that is not read ({what[:60]})")
        return Opened(reading)
    return Opened(read_document(data, kind, Origin(name, answer.url, answer.at), web.settings))


def _unified(answer: Fetched) -> bytes:
    """The bytes in UTF-8 when the server names another encoding and the bytes are not UTF-8."""
    if answer.charset in ("", "utf-8", "utf8") or answer.kind == "application/pdf":
        return answer.data
    try:
        answer.data.decode("utf-8")
    except UnicodeDecodeError:
        text = decode_as(answer.data, answer.charset, "replace")
        return answer.data if text is None else text.encode("utf-8", "replace")
    return answer.data


def _take_items(document: Document, feed: Feed, web: Web, reading: Reading) -> list[Seen]:
    """Adds what is new; gives the items that are dealt with, new and old."""
    known = {seen.key: seen.mark for seen in feed.seen}
    done: list[Seen] = []
    pages = waiting = 0
    for item in document.items:
        seen = Seen(item.key, item.mark)
        if known.get(item.key) == item.mark:
            done.append(seen)
            continue
        text = in_full(item, web.settings)
        if text:
            reading.drafts.append(replace(item.draft(text, reading), retrieved=web.clock()))
        elif not item.url:
            take_unfetched(item, web.settings, reading)
        elif pages >= web.settings.feed_pages:
            waiting += 1
            continue
        else:
            pages += 1
            if not _take_page(item, web, reading):
                continue
        done.append(seen)
    if waiting:
        place = without_secrets(feed.address)
        reading.trouble(
            place,
            f"{waiting} more items wait; at most {web.settings.feed_pages} pages of a feed are "
            "fetched at one look",
        )
    return done


def _take_page(item: Item, web: Web, reading: Reading) -> bool:
    """Adds the page of an item; False when it may be had another time."""
    answer = web.get(item.url)
    name = without_secrets(item.url)
    if answer.fault is not None:
        reading.trouble(name, f"not fetched: {answer.fault}")
        if answer.temporary:
            return False
        if item.content:
            reading.drafts.append(replace(item.draft(item.content, reading), retrieved=answer.at))
        return True
    data = _unified(answer)
    kind = kind_of(answer.kind, data)
    if kind not in ("page", "pdf", "text"):
        reading.trouble(name, f"of a kind that is not read ({(answer.kind or 'unknown')[:60]})")
        return True
    page = read_document(data, kind, Origin(name, answer.url, answer.at), web.settings)
    told = item.draft(item.content, reading)
    page.drafts = [_joined(draft, told) for draft in page.drafts]
    reading.extend(page)
    return True


def _joined(page: Draft, told: Draft) -> Draft:
    """The page's report with what only the feed says of it."""
    return replace(
        page,
        title=page.title or told.title,
        byline=page.byline or told.byline,
        publisher=page.publisher or told.publisher,
        published=page.published or told.published,
        updated=page.updated or told.updated,
        url=page.url or told.url,
        guid=told.guid,
    )


def _due(at: datetime, seconds: float, web: Web) -> datetime:
    return at + timedelta(seconds=min(seconds, web.settings.feed_longest_pause))


def _failed(feed: Feed, answer: Fetched, web: Web) -> Feed:
    failures = feed.failures + 1
    pause = max(web.settings.feed_pause * 2 ** min(failures, 20), answer.wait or 0.0)
    due = _due(answer.at, pause, web)
    return replace(feed, checked=answer.at, due=due, failures=failures)


def _went_well(feed: Feed, answer: Fetched, web: Web, pause: float = 0.0) -> Feed:
    pause = max(web.settings.feed_pause, pause, answer.fresh or 0.0)
    return replace(feed, checked=answer.at, due=_due(answer.at, pause, web), failures=0)


def _remember(
    feed: Feed, answer: Fetched, document: Document, done: Sequence[Seen], web: Web
) -> Feed:
    """The feed as it stands now. While items wait, the server is asked for all again."""
    now = {seen.key: seen for seen in done}
    older = [seen for seen in feed.seen if seen.key not in now]
    most = max(web.settings.feed_memory, len(now))
    complete = len(done) == len(document.items)
    return replace(
        _went_well(feed, answer, web, document.pause),
        title=document.title or feed.title,
        etag=answer.etag if complete else None,
        modified=answer.modified if complete else None,
        seen=(*now.values(), *older)[:most],
    )
