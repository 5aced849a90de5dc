"""What the interface answers, read as a program's author would ask it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sitrep.codec import decode
from sitrep.errors import StoreError, UsageError
from sitrep.evidence.verify import verify
from sitrep.exports import FORMS, export
from sitrep.kept import Query
from sitrep.records import Problem
from sitrep.renderings.serial import to_dict
from sitrep.settings import DEFAULT
from sitrep.web.api import exported
from sitrep.web.api.given import Flag, Instant, Number, Text
from sitrep.web.api.negotiation import preferred
from sitrep.web.api.routes import routes
from sitrep.web.api.table import ROOT
from tests.renderings.sample import LEDGER
from tests.web.api.served import STORY, TOKEN, bearer, client, keeper
from tests.web.examples import examples
from tests.web.memory import MemoryKeeper

DOCS = Path(__file__).parents[3] / "docs"


def get(path: str, **headers: str) -> Any:
    with client() as asked:
        return asked.get(f"{ROOT}{path}", headers=headers)


# -- what there is ------------------------------------------------------------------------


def test_a_story_its_ledger_and_the_parts_of_it_agree() -> None:
    whole = get(f"/stories/{STORY}/ledger").json()
    assert whole == json.loads(json.dumps(to_dict(LEDGER)))
    assert get(f"/stories/{STORY}").json()["reports"] == len(whole["reports"])
    for key in ("claims", "quotes", "quantities", "forecasts", "copies", "origins"):
        page = get(f"/stories/{STORY}/{key}?limit=500").json()
        assert page["items"] == whole[key], key
        assert page["total"] == len(whole[key])


def test_the_ledger_fits_the_schema_that_is_published_and_served() -> None:
    schema = get("/ledger.schema.json").json()
    assert schema == json.loads((DOCS / "sitrep.ledger.1.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(get(f"/stories/{STORY}/ledger").json())


def test_findings_come_with_the_most_important_first_and_by_status() -> None:
    found = get(f"/stories/{STORY}/findings").json()["items"]
    weights = [finding["importance"] for finding in found]
    assert weights == sorted(weights, reverse=True)
    disputed = get(f"/stories/{STORY}/findings?status=disputed").json()
    assert disputed["total"] == sum(finding["status"] == "disputed" for finding in found) > 0
    assert {finding["status"] for finding in disputed["items"]} == {"disputed"}


def test_claims_of_one_report() -> None:
    found = get(f"/stories/{STORY}/claims?report=r2").json()["items"]
    assert found
    assert {claim["report"] for claim in found} == {"r2"}


def test_a_span_of_an_answer_is_the_words_in_the_report() -> None:
    hit = get("/search?words=crack&limit=1").json()["items"][0]
    text = get(f"/reports/{hit['report']}").json()["text"]
    assert text[hit["start"] : hit["end"]] == hit["text"]


def test_every_filter_of_the_search_reaches_the_ledger() -> None:
    asked: list[Query] = []

    class Listening(MemoryKeeper):
        def search(self, query: Query) -> Any:
            asked.append(query)
            return super().search(query)

    with client(over=Listening([LEDGER])) as service:
        answer = service.get(
            f"{ROOT}/search?words=dam&kind=claim&who=Arrow&about=Morvale&since=2031-05-04"
            "&until=2031-05-05T12:00:00%2B02:00&status=disputed&story=s1&meaning=false"
            "&limit=3&offset=6"
        )
    assert answer.status_code == 200
    expected = decode(
        Query,
        {
            "words": "dam",
            "kind": "claim",
            "who": "Arrow",
            "about": "Morvale",
            "since": "2031-05-04T00:00:00Z",
            "until": "2031-05-05T10:00:00Z",
            "status": "disputed",
            "story": "s1",
            "meaning": False,
            "limit": 4,  # one more than a page: so it is known whether there is another
            "offset": 6,
        },
    )
    assert asked == [expected]


@pytest.mark.parametrize(
    ("accept", "asked", "media", "begins"),
    [
        ("", "", "application/json", "{"),
        ("*/*", "", "application/json", "{"),
        ("text/markdown", "", "text/markdown; charset=utf-8", "# Crack in"),
        ("text/html,application/json;q=0.9", "", "text/html; charset=utf-8", "<!doctype html>"),
        ("text/*;q=0.5, application/json;q=0", "", "text/markdown; charset=utf-8", "# "),
        ("text/html", "?format=text", "text/plain; charset=utf-8", "Crack"),
        ("application/pdf", "?format=md", "text/markdown; charset=utf-8", "# "),
    ],
)
def test_the_brief_in_the_format_that_is_accepted_or_asked_for(
    accept: str, asked: str, media: str, begins: str
) -> None:
    answer = get(f"/stories/{STORY}/brief{asked}", Accept=accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    assert answer.text.lower().startswith(begins.lower())
    assert answer.headers["vary"] == "Accept"


def test_a_brief_as_a_page_carries_the_policy_that_allows_its_own_style_and_no_more() -> None:
    policy = get(f"/stories/{STORY}/brief?format=html").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "'sha256-" in policy
    assert "unsafe" not in policy


# -- pages of lists ---------------------------------------------------------------------


def links(answer: Any) -> dict[str, str]:
    found = {}
    for one in answer.headers["link"].split(", "):
        target, name = one.split("; rel=")
        found[name.strip('"')] = target.strip("<>")
    return found


@pytest.mark.parametrize("form", exported.EXPORTS)
def test_a_story_is_given_in_every_format_of_the_export(form: str) -> None:
    with client() as asked:
        answer = asked.get(f"{ROOT}/stories/{STORY}/export/{form}")
        assert answer.status_code == 200
        assert answer.content == export(keeper().ledger(STORY), form)
        assert answer.headers["Content-Type"] == FORMS[form].media
        file = f'attachment; filename="{STORY}{FORMS[form].suffix}"'
        assert answer.headers["Content-Disposition"] == file
        tag = {"If-None-Match": answer.headers["ETag"]}
        again = asked.get(f"{ROOT}/stories/{STORY}/export/{form}", headers=tag)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("table", exported.TABLE_NAMES)
def test_each_table_of_a_story_is_given_as_csv(table: str) -> None:
    with client() as asked:
        answer = asked.get(f"{ROOT}/stories/{STORY}/tables/{table}")
    assert answer.content == export(keeper().ledger(STORY), "csv", table=table)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert f'filename="{STORY}-{table}.csv"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["export/csv", "export/docx", "tables/all", "tables/"])
def test_what_is_no_format_or_table_is_not_there(path: str) -> None:
    with client() as asked:
        assert asked.get(f"{ROOT}/stories/{STORY}/{path}").status_code == 404


def test_the_package_that_is_given_is_sound() -> None:
    over = examples()
    story = over.stories(order="largest")[0].id
    with client(over=over) as asked:
        package = asked.get(f"{ROOT}/stories/{story}/export/package").content
    assert verify(package).sound


def test_following_next_gives_every_item_once() -> None:
    with client() as asked:
        address = f"{ROOT}/stories/{STORY}/claims?limit=3"
        found: list[str] = []
        while address:
            answer = asked.get(address)
            found += [claim["id"] for claim in answer.json()["items"]]
            relative = links(answer).get("next", "")
            address = f"{ROOT}/stories/{STORY}/claims{relative}" if relative else ""
    assert found == [claim.id for claim in LEDGER.claims]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?limit=500", {"first", "last"}),
        ("?limit=1", {"first", "next", "last"}),
        ("?limit=1&offset=1", {"first", "prev", "next", "last"}),
        ("?limit=1&offset=4", {"first", "prev", "last"}),
        ("?limit=1&offset=99", {"first", "prev", "last"}),
    ],
)
def test_a_page_links_to_the_pages_that_there_are(query: str, names: set[str]) -> None:
    assert set(links(get(f"/stories/{STORY}/findings{query}"))) == names


def test_a_link_keeps_what_was_asked_for() -> None:
    answer = get("/search?words=the+dam&limit=1")
    assert links(answer)["next"] == "?words=the+dam&limit=1&offset=1"


# -- limits and refusals ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/stories?limit=0", 400, "limit"),
        ("/stories?limit=501", 400, "limit"),
        ("/stories?limit=1e2", 400, "limit"),
        ("/stories?limit=%EF%BC%91", 400, "limit"),
        ("/stories?limit=", 400, "limit"),
        ("/stories?offset=-1", 400, "offset"),
        ("/stories?order=best", 400, "order"),
        ("/stories?words=" + "a" * 201, 400, "words"),
        ("/stories?words=a%00b", 400, "words"),
        ("/stories?disputed=yes", 400, "disputed"),
        ("/stories?colour=red", 400, "colour"),
        ("/stories?limit=1&limit=2", 400, "limit"),
        ("/news?since=yesterday", 400, "since"),
        ("/news?since=2031-13-01", 400, "since"),
        ("/news?since=2031-05-04T10:00:00", 400, "since"),
        ("/search?since=0000-01-01T00:00:00Z", 400, "since"),
        ("/stories/..%2F..%2Fetc%2Fpasswd", 404, None),
        ("/stories/%F0%9F%92%A5", 404, "story"),
        ("/stories/" + "a" * 65, 404, "story"),
        ("/stories/s999", 404, None),
        ("/reports/r999", 404, None),
        ("/nothing", 404, None),
        (f"/stories/{STORY}/secrets", 404, None),
    ],
)
def test_what_is_beyond_the_limits_is_refused_with_a_reason(
    path: str, status: int, parameter: str | None
) -> None:
    answer = get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]
    assert told["remedy"]
    assert told.get("parameter") == parameter
    if parameter is not None:
        assert told["limit"]


def test_none_of_the_formats_is_accepted() -> None:
    answer = get(f"/stories/{STORY}/brief", Accept="application/pdf")
    assert answer.status_code == 406
    assert answer.json()["value"] == "application/pdf"


def test_a_ledger_that_cannot_be_read_is_told_as_such_and_a_fault_of_ours_as_ours() -> None:
    class Broken(MemoryKeeper):
        def problems(self, limit: int = 200) -> tuple[Problem, ...]:
            raise StoreError(f"{limit} problems cannot be read; another program holds the file")

        def corrections(self, story: str | None = None) -> Any:
            raise RuntimeError(f"the secret of the house, and of {story}")

    with client(over=Broken([LEDGER])) as asked:
        unread = asked.get(f"{ROOT}/problems")
        broken = asked.get(f"{ROOT}/corrections")
    assert unread.status_code == 503
    assert "another program" in unread.json()["detail"]
    assert broken.status_code == 500
    assert broken.headers["content-type"] == "application/problem+json"
    assert "secret" not in broken.text


# -- the protocol ---------------------------------------------------------------------------


def test_the_same_bytes_have_the_same_tag_and_are_not_sent_again() -> None:
    with client() as asked:
        first = asked.get(f"{ROOT}/stories/{STORY}/ledger")
        tag = first.headers["etag"]
        again = asked.get(f"{ROOT}/stories/{STORY}/ledger", headers={"If-None-Match": tag})
        among = asked.get(
            f"{ROOT}/stories/{STORY}/ledger", headers={"If-None-Match": f'"x", W/{tag}'}
        )
        other = asked.get(f"{ROOT}/stories/{STORY}/ledger", headers={"If-None-Match": '"x"'})
    assert tag.startswith('"')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert among.status_code == 304
    assert (other.status_code, other.content) == (200, first.content)


def test_head_tells_what_get_would() -> None:
    with client() as asked:
        whole = asked.get(f"{ROOT}/stories")
        head = asked.head(f"{ROOT}/stories")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-type", "content-length", "link"):
        assert head.headers[name] == whole.headers[name]


def test_options_and_other_methods() -> None:
    with client(token=TOKEN, write=True) as asked:
        options = asked.options(f"{ROOT}/corrections", headers=bearer())
        refused = asked.delete(f"{ROOT}/corrections", headers=bearer())
        undo = asked.get(f"{ROOT}/corrections/1/undo", headers=bearer())
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert refused.headers["content-type"] == "application/problem+json"
    assert (undo.status_code, undo.headers["allow"]) == (405, "POST, OPTIONS")


def test_text_is_utf_8_as_it_is() -> None:
    assert "“The wall is holding".encode() in get("/reports/r1").content


def test_no_other_origin_is_let_in() -> None:
    answer = get("/stories", Origin="https://evil.example")
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert get("/stories", **{"Sec-Fetch-Site": "cross-site"}).status_code == 403


# -- who may write ---------------------------------------------------------------------------

SAME = {"kind": "same-source", "of": ["r1", "r3"], "story": STORY, "reason": "one desk"}


def test_without_being_asked_for_nothing_can_be_written() -> None:
    with client() as asked:
        answer = asked.post(f"{ROOT}/corrections", json=SAME)
    assert answer.status_code == 405
    assert answer.json()["remedy"].endswith("writing is off unless it was asked for")


def test_writing_without_a_token_is_not_even_started() -> None:
    with pytest.raises(UsageError, match="needs a token"):
        routes(keeper(), DEFAULT, write=True)


@pytest.mark.parametrize(
    "headers",
    [{}, bearer("wrong"), bearer(""), bearer(TOKEN[:-1]), {"Authorization": f"Basic {TOKEN}"}],
)
def test_a_missing_or_wrong_token_neither_reads_nor_writes(headers: dict[str, str]) -> None:
    known = keeper()
    with client(over=known, token=TOKEN, write=True) as asked:
        written = asked.post(f"{ROOT}/corrections", json=SAME, headers=headers)
        read = asked.get(f"{ROOT}/stories", headers=headers)
    for answer in (written, read):
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["content-type"] == "application/problem+json"
    assert known.corrections() == ()


def test_the_cookie_of_the_desk_does_not_write_here() -> None:
    known = keeper()
    with client(over=known, token=TOKEN, write=True) as asked:
        asked.post("/login", data={"token": TOKEN, "word": TOKEN})
        answer = asked.post(f"{ROOT}/corrections", json=SAME)
    assert answer.status_code == 401
    assert known.corrections() == ()


def test_a_correction_is_kept_and_undone() -> None:
    with client(token=TOKEN, write=True) as asked:
        asked.headers.update(bearer())
        made = asked.post(f"{ROOT}/corrections", json=SAME)
        number = made.json()["number"]
        logged = asked.get(f"{ROOT}/corrections").json()["items"]
        back = asked.post(f"{ROOT}/corrections/{number}/undo")
        twice = asked.post(f"{ROOT}/corrections/{number}/undo")
        unknown = asked.post(f"{ROOT}/corrections/99/undo")
    assert made.status_code == 201
    assert made.json() == {
        **SAME, "to": None, "number": 1, "at": "2031-05-06T12:00:00Z", "undone": False
    }  # fmt: skip
    assert logged == [made.json()]
    assert (back.status_code, back.json()["undone"]) == (200, True)
    assert (twice.status_code, unknown.status_code) == (409, 404)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**SAME, "kind": "delete"}, 422),
        ({**SAME, "of": []}, 422),
        ({**SAME, "of": ["r1"] * 501}, 422),
        ({**SAME, "of": "r1"}, 422),
        ({**SAME, "of": ["../x"]}, 422),
        ({**SAME, "of": ["r1\n"]}, 422),
        ({**SAME, "number": 7}, 422),
        ({**SAME, "reason": "x" * 1_001}, 422),
        ({"kind": "merge"}, 422),
        ([], 422),
        ({**SAME, "of": ["r1"]}, 409),
        ({**SAME, "story": "s999"}, 404),
    ],
)
def test_a_correction_that_cannot_be_is_refused(body: Any, status: int) -> None:
    known = keeper()
    with client(over=known, token=TOKEN, write=True) as asked:
        answer = asked.post(f"{ROOT}/corrections", json=body, headers=bearer())
    assert answer.status_code == status
    assert answer.json()["remedy"]
    assert known.corrections() == ()


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"kind":"split","of":["\\ud800"]}', "application/json", 400),
        (b"[" * 30_000, "application/json", 400),
        (b"kind=merge", "application/x-www-form-urlencoded", 415),
        (b"{}", "", 415),
        (b" " * 64_001, "application/json", 413),
    ],
)
def test_a_body_that_is_none_is_refused(body: bytes, media: str, status: int) -> None:
    with client(token=TOKEN, write=True) as asked:
        answer = asked.post(
            f"{ROOT}/corrections", content=body, headers={**bearer(), "Content-Type": media}
        )
    assert answer.status_code == status


# -- hostile words ----------------------------------------------------------------------------


def test_what_a_report_says_stays_text() -> None:
    first = replace(LEDGER.reports[0], title="<script>alert(1)</script>")
    known = MemoryKeeper([replace(LEDGER, reports=(first, *LEDGER.reports[1:]))])
    with client(over=known) as asked:
        answer = asked.get(f"{ROOT}/reports/{first.id}")
        page = asked.get(f"{ROOT}/stories/{STORY}/brief?format=html")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<script>alert" not in page.text


# -- the small parts -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2031-05-04", "2031-05-04T00:00:00+00:00"),
        ("2031-05-04T10:30:00Z", "2031-05-04T10:30:00+00:00"),
        ("2031-05-04t10:30:00.5z", "2031-05-04T10:30:00.500000+00:00"),
        ("2031-05-04T10:30:00.123456789+02:00", "2031-05-04T08:30:00.123456+00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        ("0001-01-01T00:00:00+05:00", "0001-01-01T00:00:00+00:00"),
    ],
)
def test_times_are_read_in_utc(written: str, read: str) -> None:
    assert Instant().read(written).isoformat() == read


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Number(1, 9), "+1"),
        (Number(1, 9), "1_0"),
        (Number(1, 9), "٣"),
        (Number(0, 9), "9" * 400),
        (Flag(), "True"),
        (Text(), "a\tb"),
        (Instant(), "2031-05-04T25:00:00Z"),
    ],
)
def test_what_is_no_value_of_its_kind(kind: Any, written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        kind.read(written)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/y", "b/y"),
        ("a/*;q=0.1, b/*", "b/y"),
        ("*/*, a/x;q=0", "b/y"),
        ("A/X", "a/x"),
        ("c/z", None),
        ("a/x;q=0", None),
        ("nonsense", None),
        (";;;,,,", None),
    ],
)
def test_the_media_type_that_is_preferred(accept: str, chosen: str | None) -> None:
    assert preferred(accept, ("a/x", "b/y")) == chosen
