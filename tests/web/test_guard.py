"""Who may ask the desk what: host, origin, form, size, token, and what every answer carries."""

from __future__ import annotations

import logging

import pytest
from starlette.testclient import TestClient

from tests.web.clients import BASE, client_of, send
from tests.web.examples import examples


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(examples())


def word(client: TestClient) -> str:
    return client.get("/").text.split('name="word" value="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8712", 200),
        ("localhost:8712", 200),
        ("LOCALHOST", 200),
        ("[::1]:8712", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8712", 421),
        ("localhost@evil.example", 421),
        ("", 421),
    ],
)
def test_the_desk_answers_to_its_own_names_only(client: TestClient, host: str, code: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == code


@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/desk.css", "/search?words=a"])
def test_every_answer_carries_the_safety_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_refusals_carry_them_too(client: TestClient) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_no_page_holds_a_script_or_a_style_of_its_own(client: TestClient) -> None:
    page = client.get("/").text
    assert "<script>" not in page
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert "hx-on" not in page


OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        (OWN, 303),
        ({}, 303),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": BASE, "sec-fetch-site": "none"}, 403),
    ],
)
def test_changes_must_come_from_the_desk_itself(
    client: TestClient, headers: dict[str, str], code: int
) -> None:
    answer = client.post(
        "/new/look",
        data={"word": word(client), "until": "2024-05-06T08:00:00+00:00"},
        headers=headers,
        follow_redirects=False,
    )
    assert answer.status_code == code


@pytest.mark.parametrize("given", [{}, {"word": ""}, {"word": "guess"}, {"word": "ü"}])
def test_a_form_without_the_word_of_the_desk_changes_nothing(
    client: TestClient, given: dict[str, str]
) -> None:
    answer = client.post("/new/look", data=given)
    assert answer.status_code == 403
    assert "load the page again" in answer.text


def test_another_site_may_link_to_a_page_but_not_read_it(client: TestClient) -> None:
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    embedded = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get("/", headers=followed).status_code == 200
    assert client.get("/", headers=embedded).status_code == 403


def test_sizes_are_limited(client: TestClient) -> None:
    assert client.get("/search?words=" + "a" * 5_000).status_code == 414
    assert client.get("/story/" + "a" * 2_000).status_code == 414
    assert client.post("/correct", content=b"x" * 70_000).status_code == 413
    many = {"word": word(client), **{f"f{at}": "" for at in range(1_200)}}
    assert client.post("/correct", data=many).status_code in (400, 413)


def test_a_file_in_a_form_is_refused(client: TestClient) -> None:
    answer = client.post("/correct", data={"word": word(client)}, files={"of": b"x"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_a_form_leads_back_to_the_desk_whatever_it_says(client: TestClient, back: str) -> None:
    data = {"word": word(client), "back": back}
    answer = client.post("/progress/none/start", data=data, follow_redirects=False)
    assert answer.status_code == 303
    target = answer.headers["location"]
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))


def test_files_of_the_desk_are_named_one_by_one(client: TestClient) -> None:
    for name in ("..%2fguard.py", "guard.py", "desk.css%00", "%2e%2e/app.py"):
        assert client.get(f"/static/{name}").status_code == 404
    answer = client.get("/static/desk.css")
    assert answer.status_code == 200
    again = client.get("/static/desk.css", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


# -- away from loopback ----------------------------------------------------------------------


def test_with_a_token_nothing_is_shown_without_it(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = client_of(examples(), token="the-word-of-entry")
    assert client.get("/search?words=alarm").status_code == 401
    assert client.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401
    given = {"authorization": "Bearer the-word-of-entry"}
    assert client.get("/", headers=given).status_code == 200
    page = client.get("/", headers={"accept": "text/html"}).text
    assert "It asks for the token" in page
    assert "Port Ellery" not in page
    assert "That is not the token" in send(client, "/login", on="/login", token="guess")
    assert client.get("/").status_code == 401
    page = send(client, "/login", on="/login", token="the-word-of-entry")
    assert "Port Ellery" in page
    assert client.get("/search?words=alarm").status_code == 200
    assert "the-word-of-entry" not in client.cookies["sitrep"]
    assert "the-word-of-entry" not in caplog.text


def test_the_cookie_of_entry_is_for_this_site_and_no_script() -> None:
    client = client_of(examples(), token="the-word-of-entry")
    found = client.get("/login").text.split('name="word" value="')[1].split('"')[0]
    answer = client.post(
        "/login", data={"word": found, "token": "the-word-of-entry"}, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
