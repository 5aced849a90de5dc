"""Every page of the desk, asked for as a reader's browser would, without scripts."""

from __future__ import annotations

import re
import threading

import pytest
from starlette.testclient import TestClient

from sitrep.errors import ModelError, StoreError
from sitrep.exports import FORMS
from sitrep.exports.tables import TABLES
from sitrep.protocols import Progress
from tests import pipeline
from tests.web.clients import client_of, links, send, shape, text_of
from tests.web.examples import examples
from tests.web.memory import MemoryKeeper

VIEWS = (
    "",
    "/agreement",
    "/agreement?cells=words",
    "/agreement?show=alone",
    "/copies",
    "/quotes",
    "/reactions",
    "/numbers",
    "/timeline",
    "/outlook",
    "/new",
    "/sources",
    "/corrections",
)


@pytest.fixture(scope="module")
def keeper() -> MemoryKeeper:
    return examples()


@pytest.fixture(scope="module")
def client(keeper: MemoryKeeper) -> TestClient:
    return client_of(keeper)


@pytest.fixture(scope="module")
def fire(keeper: MemoryKeeper) -> str:
    """The address of the story of the fire in the harbour."""
    return "/story/" + next(c.id for c in keeper.stories() if "Port Ellery" in c.title)


def test_every_link_of_every_view_leads_somewhere(client: TestClient) -> None:
    todo, seen = ["/", "/tour", "/problems"], set()
    while todo:
        address = todo.pop()
        if shape(address) in seen or address.startswith("/static/"):
            continue
        seen.add(shape(address))
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {text_of(answer.text)[:300]}"
        todo.extend(links(answer.text))
    assert len(seen) > 30


@pytest.mark.parametrize("view", VIEWS)
def test_views_are_whole_pages(client: TestClient, fire: str, view: str) -> None:
    page = client.get(fire + view).text
    assert page.count("<h1>") == 1
    assert page.count("<main") == 1
    assert re.search(r"<title>[^<]+ · Sitrep</title>", page)
    assert 'aria-current="page"' in page
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert len(page.encode()) < 300_000


def test_a_citation_leads_to_its_words(client: TestClient, fire: str) -> None:
    page = client.get(fire).text
    line = next(part for part in page.split("<li") if "Homes within 3.2 kilometres" in part)
    beside = re.search(r'hx-get="([^"]+)"', line)
    whole = re.search(r'class="cite" href="([^"#]+)#at"', line)
    assert beside
    assert whole
    for address in (beside[1], whole[1]):
        answer = client.get(address).text
        assert re.search(r'id="at"', answer)
        marked = " ".join(re.findall(r'<mark class="on[^"]*">([^<]*)</mark>', answer))
        assert "3.2 kilometres" in " ".join(marked.split())


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ("", "First ship enters Port Ellery after explosion; death toll reaches nine"),
        ("/copies", "NewsLoop Central is a rewrite of Halyard, 12 Mar : 95% of its text"),
        ("/copies", "8–10 independent lines in 14 reports"),
        ("/copies", "10 voices are the most there can be"),
        ("/quotes", "We cannot yet rule out a second explosion more explosions , and until we can"),
        ("/quotes", "general secretary of the Quayworkers' Union · quoted in 8 reports"),
        ("/reactions", "said “No alarm sounded before the blast."),
        ("/numbers", "dead The later figure replaces the earlier. All who tell it (dead) 13 Mar"),
        ("/numbers", "0 nobody was missing any longer Halyard, 14 March 2024, 11:20 UTC"),
        ("/timeline", "The general alarm on the Eastern Quay was sounded at 04:10"),
        ("/outlook", "Came true 2 Ines Calloway The north channel will reopen to shipping by noon"),
        ("/outlook", "Halyard, 14 Mar: The north channel was reopened at 10:40 a.m."),
        ("/sources", "One voice: 7 reports Choose Halyard, 12 Mar"),
        ("/sources", "The same text as Halyard, 12 Mar , 100% of its text: side by side"),
        ("/sources", "Only here Prime Minister Helene Vasko declared Saturday a day of mourning"),
        (
            "/new",
            "New story First ship enters Port Ellery after explosion; death toll reaches nine",
        ),
        ("/outlook", "Its time has come 14 The report itself The next statement will be issued"),
        ("/agreement", "The general alarm on the Eastern Quay was sounded at 04:10"),
        ("/agreement?cells=words", "No alarm sounded before the blast"),
        ("/agreement?show=disputed", "The general alarm on the Eastern Quay was sounded at 04:10"),
    ],
)
def test_views_tell_what_is_true_of_the_example(
    client: TestClient, fire: str, view: str, told: str
) -> None:
    assert told in text_of(client.get(fire + view).text)


def test_two_reports_stand_side_by_side_with_the_same_numbers(
    client: TestClient, fire: str
) -> None:
    pairs = [a for a in links(client.get(fire + "/copies").text) if a.count("/") == 5]
    page = client.get(min(pairs)).text
    left = re.findall(r'id="by(\d+)" href="#of(\d+)"', page)
    right = re.findall(r'id="of(\d+)" href="#by(\d+)"', page)
    assert left
    assert sorted(left) == sorted(right)
    assert all(one == other for one, other in left)


def test_a_report_shows_the_layers_that_are_asked_for(client: TestClient, fire: str) -> None:
    report = min(a for a in links(client.get(fire + "/sources").text) if "/report/" in a)
    plain = client.get(f"{report}?shown=yes").text
    two = client.get(f"{report}?layer=quotes&layer=times&shown=yes").text
    assert "checked" not in plain
    assert re.findall(r'id="layer-(\w+)" checked', two) == ["quotes", "times"]
    for layer in ("claims", "quotes", "entities", "quantities", "times", "sentences"):
        assert f"l-{layer}" in plain, f"the text has no place of the layer {layer}"


def test_the_text_of_a_report_is_shown_letter_for_letter(
    client: TestClient, keeper: MemoryKeeper
) -> None:
    for report in keeper.reports.values():
        page = client.get(f"/report/{report.id}?shown=yes").text
        column = page.split('<div class="text" dir="auto">')[1].split("</div>")[0]
        column = re.sub(r'<span class="warning">[^<]*</span>', "", column)
        shown = text_of(column.replace("<", "\0<").replace("\0<", "<"))
        assert shown.replace(" ", "") == "".join(report.text.split())


def test_versions_are_compared_word_by_word(client: TestClient, keeper: MemoryKeeper) -> None:
    page = client.get(f"/report/{next(iter(keeper.older))}/versions").text
    assert "Version 1 against version 2: 3 changes" in text_of(page)
    assert re.findall(r"<del>([^<]*)</del>", page)[1:2] == ["three"]
    assert "<ins>four</ins>" in page


@pytest.mark.parametrize(
    ("asked", "told", "not_told"),
    [
        ("words=chlorate+permit", "permit", "Nothing found"),
        ("words=nosuchwordhere", "Nothing found", "<ol"),
        ("who=Marta+Oskell", "Marta Oskell", "Nothing found"),
        ("words=alarm&status=disputed", "disputed", "corroborated</a>"),
        ("words=alarm&since=2030-01-01", "Nothing found", "<ol"),
        ("words=votes&kind=quote", "votes", "Nothing found"),
    ],
)
def test_search(client: TestClient, asked: str, told: str, not_told: str) -> None:
    page = client.get(f"/search?{asked}").text
    assert told in page
    assert not_told not in page


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        ("/nowhere", 404, "There is no such page"),
        ("/story/s123", 404, "That is not in the ledger"),
        ("/report/r123", 404, "That is not in the ledger"),
        ("/report/r123/passage?at=1-2", 404, "That is not in the ledger"),
        ("/?order=oldest", 400, "order: 'oldest' is none of newest, growing, disputed, largest"),
        ("/?page=0", 400, "page: '0' is no number"),
        ("/?page=٣", 400, "page: '٣' is no number"),
        ("/search?since=soon", 400, "since: 'soon' is no day such as 2024-03-15"),
        ("/search?words=" + "w" * 500, 400, "at most 400 are taken"),
        ("/correct", 405, "That cannot be done here"),
    ],
)
def test_what_cannot_be_shown_says_why(
    client: TestClient, asked: str, code: int, told: str
) -> None:
    answer = client.get(asked)
    assert answer.status_code == code
    assert told in text_of(answer.text)


def test_a_page_past_the_end_is_the_last(client: TestClient, fire: str) -> None:
    assert client.get(f"{fire}/agreement?page=999").status_code == 200
    assert client.get(f"{fire}/outlook?page=999").status_code == 200


def test_a_finding_that_is_gone_says_so(client: TestClient, fire: str) -> None:
    answer = client.get(f"{fire}/finding/f0")
    assert answer.status_code == 404
    assert "they change when reports or corrections come" in text_of(answer.text)


def test_what_needs_a_tool_that_is_missing_is_not_offered(
    fire: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitrep.settings import DEFAULT
    from sitrep.web import application
    from sitrep.web.api.routes import routes

    monkeypatch.setattr("sitrep.exports.find_spec", lambda _: None)
    keeper = examples()
    app = application(keeper, DEFAULT, more=routes(keeper, DEFAULT))
    page = TestClient(app, base_url="http://127.0.0.1").get(fire).text
    assert "export/pdf" not in page
    assert "export/package" in page


def test_figures_that_agree_in_two_units_are_told_as_they_are_written() -> None:
    first = "The missiles have a range of over 300 kilometers, the ministry of Orvenia said."
    second = "The missiles have a range of 190 miles, the ministry of Orvenia said."
    reports = (pipeline.report(first, "The Herald", 2), pipeline.report(second, "The Courier", 2))
    keeper = MemoryKeeper([pipeline.ledger(*reports)])
    story = keeper.stories()[0].id
    told = text_of(client_of(keeper).get(f"/story/{story}/numbers").text)
    assert "range The figures agree." in told
    assert "over 300 kilometers The missiles have a range" in told
    assert "190 miles The missiles have a range" in told


def test_a_finding_is_told_side_by_side(client: TestClient, fire: str) -> None:
    keeper = examples()
    ledger = keeper.ledger(fire.rpartition("/")[2])
    disputed = next(f for f in ledger.findings if f.status == "disputed" and "alarm" in f.text)
    told = text_of(client.get(f"{fire}/finding/{disputed.id}").text)
    first, second = told.index("A The authority 2–6"), told.index("B Marta Oskell 1 independent")
    assert first < told.index("it sounded the general alarm at 4.10am") < second
    assert second < told.rindex("No alarm sounded before the blast")
    updated = next(f for f in ledger.findings if f.status == "updated" and "dead" in f.text)
    told = text_of(client.get(f"{fire}/finding/{updated.id}").text)
    assert "1 An earlier figure" in told
    assert "3 The figure that holds 1–2 independent lines" in told
    assert "PORT ELLERY, Kestrany" not in told, "a dateline is no part of a finding"


def test_a_voice_that_tells_both_sides_has_a_mark_for_each(client: TestClient, fire: str) -> None:
    page = client.get(f"{fire}/agreement?show=disputed").text
    cells = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
    sides = [re.findall(r'aria-hidden="true">([A-Z])</b>', cell) for cell in cells]
    assert ["A", "B"] in sides
    assert ["A"] in sides


def test_a_moment_of_one_finding_stands_on_one_day(client: TestClient, fire: str) -> None:
    told = text_of(client.get(f"{fire}/timeline").text)
    assert "The general alarm on the Eastern Quay was sounded at 04:10" in told
    assert "it sounded the general alarm at 4.10am" not in told


def test_what_waits_for_a_judgement_is_listed_once_with_who_holds_it(client: TestClient) -> None:
    told = text_of(client.get("/due").text)
    come, later = told.index("Their time has come"), told.index("Without a date")
    assert come < told.index("The report itself The next statement will be issued") < later
    assert told.count("Tomas Brandreth The fire will be out by Wednesday evening") == 1
    assert "report The" not in told


def test_what_copies_repeat_is_found_once(client: TestClient) -> None:
    told = text_of(client.get("/search?words=out+by+Wednesday+evening").text)
    assert told.count("The fire will be out by Wednesday evening") == 1
    assert "the same words in" in told


# -- states --------------------------------------------------------------------------------


def test_an_empty_ledger_says_what_to_do() -> None:
    client = client_of(MemoryKeeper([]))
    for address in ("/", "/new", "/due", "/corrections", "/search", "/problems", "/tour"):
        answer = client.get(address)
        assert answer.status_code == 200
    assert "sitrep add examples/harbour-fire" in client.get("/").text
    assert "Nothing is new" in client.get("/new").text


def test_a_story_that_is_not_ready_shows_how_far_the_work_has_come() -> None:
    keeper = examples(waiting=True)
    go_on = threading.Event()

    def slow(progress: Progress | None) -> None:
        assert progress
        progress("reading", 3, 14)
        go_on.wait(20)

    keeper.work = slow
    client = client_of(keeper)
    story = f"/story/{keeper.stories(order='largest')[0].id}"
    page = client.get(f"{story}/numbers").text
    assert "Reading the reports: 3 of 14" in text_of(page)
    assert '<meta http-equiv="refresh"' in page
    part = re.search(r'hx-get="(/progress/[^"]+)"', page)
    assert part
    assert 'value="3"' in client.get(part[1]).text
    go_on.set()
    for _ in range(100):
        answer = client.get(part[1])
        if answer.status_code == 204:
            break
        threading.Event().wait(0.1)
    assert answer.headers["HX-Refresh"] == "true"
    assert "The numbers over time" in client.get(f"{story}/numbers").text


def test_finding_out_what_is_new_is_watched_and_can_be_stopped() -> None:
    keeper = examples()
    steps = threading.Event()

    def slow(progress: Progress | None) -> None:
        assert progress
        for _ in range(400):
            if steps.is_set():
                return
            progress("news", 1, 2)
            threading.Event().wait(0.05)

    keeper.comparing = slow
    client = client_of(keeper)
    assert "Comparing with before: 1 of 2" in text_of(client.get("/new").text)
    assert "Nothing was lost" in send(client, "/progress/new:/stop", on="/new")
    steps.set()
    send(client, "/progress/new:/start", on="/new")
    assert "New story" in client.get("/new").text


def test_work_can_be_stopped_and_started_again() -> None:
    keeper = examples(waiting=True)
    steps = threading.Event()

    def slow(progress: Progress | None) -> None:
        assert progress
        for at in range(400):
            if steps.is_set():
                return
            progress("reading", at, 400)
            threading.Event().wait(0.05)

    keeper.work = slow
    client = client_of(keeper)
    card = keeper.stories(order="largest")[0]
    story = f"/story/{card.id}"
    assert "Stop" in client.get(story).text
    page = send(client, f"/progress/{card.id}/stop", on=story)
    assert "Nothing was lost" in page
    assert "Nothing was lost" in client.get(story).text, "a look must not start it again"
    steps.set()
    send(client, f"/progress/{card.id}/start", on=story)
    for _ in range(100):
        page = client.get(story).text
        if "At a glance" in page:
            break
        threading.Event().wait(0.1)
    assert "At a glance" in page


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (ModelError("the model file is altered; install sitrep again"), "install sitrep again"),
        (RuntimeError("secret inner words"), "The log of the desk tells what went wrong"),
    ],
)
def test_work_that_breaks_says_so_and_can_be_tried_again(fault: Exception, told: str) -> None:
    keeper = examples(waiting=True)

    def broken(_: Progress | None) -> None:
        raise fault

    keeper.work = broken
    client = client_of(keeper)
    story = f"/story/{keeper.stories()[0].id}"
    answer = client.get(story)
    assert answer.status_code == 503
    assert told in answer.text
    assert "secret inner words" not in answer.text
    keeper.work = None
    send(client, f"/progress/{keeper.stories()[0].id}/start", on=story)
    threading.Event().wait(1.0)
    assert "At a glance" in client.get(story).text


def test_a_fault_of_the_desk_tells_nothing_of_its_inside(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(MemoryKeeper):
        def count(self, **_: object) -> int:
            raise RuntimeError("secret inner words")

        def problems(self, _: int = 200) -> tuple[()]:
            raise StoreError("sitrep.db cannot be read; is the disk there?")

    client = client_of(Broken([]))
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something broke in the desk" in answer.text
    assert "secret" not in answer.text
    assert "secret inner words" in caplog.text
    answer = client.get("/problems")
    assert answer.status_code == 503
    assert "is the disk there?" in answer.text


def test_a_story_that_holds_nothing_to_cite_is_told_so() -> None:
    from datetime import UTC, datetime

    from sitrep.records import Ledger, Report, Story

    at = datetime(2031, 5, 4, tzinfo=UTC)
    report = Report(id="r0000000000000001", text="Nothing.\n", title="Nothing")
    story = Story("s0000000000000001", "Nothing", (report.id,))
    client = client_of(MemoryKeeper([Ledger("1", at, (report,), stories=(story,))]))
    for view in VIEWS:
        answer = client.get(f"/story/{story.id}{view}")
        assert answer.status_code == 200, f"{view}: {answer.text}"
    assert "No brief" in client.get(f"/story/{story.id}").text


def test_a_brief_can_be_taken_along_where_the_interface_is_served(fire: str) -> None:
    from sitrep.settings import DEFAULT
    from sitrep.web import application
    from sitrep.web.api.routes import routes

    keeper = examples()
    app = application(keeper, DEFAULT, more=routes(keeper, DEFAULT))
    client = TestClient(app, base_url="http://127.0.0.1")
    page = client.get(fire).text
    taken = re.findall(r'href="/api/v1/stories/[^/]+/([^"]+)" download', page)
    forms = [f"export/{form}" for form in FORMS if form != "csv"]
    assert sorted(taken) == sorted([*forms, *(f"tables/{table}" for table in TABLES)])
    for file in taken:
        answer = client.get(f"/api/v1/stories/{fire.rpartition('/')[2]}/{file}")
        assert (answer.status_code, len(answer.content) > 100) == (200, True), file
    for address in ("/feeds/new.atom", "/feeds/stories.atom", "/api/v1/"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
    assert "Take it along" not in client_of(keeper).get(fire).text
