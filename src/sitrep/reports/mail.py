"""A mail (``.eml``) in, one report out: newsletters, press releases, forwarded agency copy."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

from sitrep.reports.draft import Draft, Reading
from sitrep.reports.encoding import decode, decode_as
from sitrep.reports.feeds import markup_text

__all__ = ["read_mail"]

#: parts looked at in one mail, and how deep they may be nested
_MOST_PARTS, _DEEPEST = 500, 30
#: characters of a header that are read
_LONGEST_HEADER = 2000
#: a page whose article is shorter than this share of the plain part lost too much
_ENOUGH = 0.5
_WEB = re.compile(r"https?://[^\s<>]+")


def read_mail(data: bytes, path: str) -> Reading:
    """The report of a mail: subject, sender, date, and its text.

    The HTML part goes through the extractor of pages, unless that loses more than half of the
    plain part. Attached files and mails are not read, each with a problem. ``retrieved`` is
    when the last server took the mail in.

    Args:
        data: the mail as RFC 5322 has it.
        path: the file, for problems.
    """
    reading = Reading()
    try:
        message = email.message_from_bytes(data, policy=compat32)
        parts = list(_parts(message, reading, path))
    except RecursionError:
        reading.trouble(path, "a mail whose parts are nested too deep")
        return reading
    if not message.keys():
        reading.trouble(path, "not a mail: it has no headers")
        return reading
    text, language = _text(parts)
    if not text:
        reading.trouble(path, "a mail without text")
        return reading
    name, address = parseaddr(_header(message, "From"))
    archived = _WEB.search(_header(message, "Archived-At"))  # RFC 5064
    received = message.get_all("Received") or []
    reading.drafts.append(
        Draft(
            text=text,
            path=path,
            extractor="mail",
            title=_header(message, "Subject") or None,
            publisher=name or address.rpartition("@")[2] or None,
            published=reading.date(path, "Date", _date(_header(message, "Date"))),
            retrieved=reading.date(path, "Received", _date(str(received[0]))) if received else None,
            url=archived.group() if archived else None,
            language=language,
            guid=_header(message, "Message-ID").strip("<>") or None,
        )
    )
    return reading


def _parts(message: Message, reading: Reading, path: str) -> Iterator[Message]:
    """The parts that hold text, in order; what is attached is told."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    looked = 0
    while waiting:
        part, depth = waiting.pop(0)
        looked += 1
        if looked > _MOST_PARTS or depth > _DEEPEST:
            reading.trouble(path, "more parts than are read; the rest is left out")
            return
        name = part.get_filename() if part.get("Content-Disposition") else None
        attached = (part.get_content_disposition() or "") == "attachment"
        kind = part.get_content_type()
        if attached or kind == "message/rfc822":
            told = " ".join(str(name or kind).split())[:80]
            reading.trouble(path, f"attached and not read: {told}")
        elif part.is_multipart():
            inside = [one for one in part.get_payload() if isinstance(one, Message)]
            waiting[:0] = [(one, depth + 1) for one in inside]
        elif kind in ("text/plain", "text/html"):
            yield part


def _text(parts: list[Message]) -> tuple[str, str | None]:
    """The text, and the language that an HTML part names."""
    from sitrep.reports.html import extract

    plain = "\n\n".join(_content(one) for one in parts if one.get_content_type() == "text/plain")
    plain = plain.strip()
    markup = next((_content(one) for one in parts if one.get_content_type() == "text/html"), "")
    if not markup.strip():
        return plain, None
    page = extract(markup.encode("utf-8", "replace"), None)
    whole = plain or markup_text(markup)
    return (page.text if len(page.text) >= _ENOUGH * len(whole) else whole), page.language


def _content(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    text = decode_as(data, charset)
    return ((decode(data).text or "") if text is None else text).replace("\r\n", "\n")


def _header(message: Message, name: str) -> str:
    """A header's words (RFC 2047 decoded); "" when it is missing."""
    written = message.get(name)
    if written is None:
        return ""
    raw = str(written)[:_LONGEST_HEADER]
    try:
        found = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, UnicodeError, ValueError):
        found = raw
    return " ".join(found.encode("utf-8", "replace").decode("utf-8").split())


def _date(written: str) -> str:
    """A date without the name of the server before it and the remark behind it."""
    return re.sub(r"\([^()]*\)", "", written.rpartition(";")[2]).strip()
