"""The rules of HTTP that the interface keeps: tags, methods, encodings, origins."""

from __future__ import annotations

from sitrep.web.api.table import ROOT
from tests.web.api.served import STORY, TOKEN, bearer, client, get


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
