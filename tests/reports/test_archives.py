"""Web archives: every page with the time of its fetch; what is broken is told."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sitrep.arrivals import Incoming
from sitrep.reports import read_all
from sitrep.settings import DEFAULT, Settings

TEXT = "Two ships burned in Port Vela on Monday, the harbour master said, and nobody was hurt. "


def page(title: str) -> bytes:
    body = (
        f"<html><body><article><h1>{title}</h1><p>{title}: {TEXT * 4}</p></article></body></html>"
    )
    return body.encode()


def warc(*answers: tuple[str, str, bytes, dict[str, str]], packed: bool = True) -> bytes:
    """A WARC file: (address, status, body, headers) of each answer."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
    for address, status, body, headers in answers:
        head = {"Content-Type": "text/html; charset=utf-8", **headers}
        writer.write_record(
            writer.create_warc_record(
                address,
                "response",
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(status, list(head.items()), protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2024-03-13T08:00:00Z"},
            )
        )
    return out.getvalue()


def packed_in_wacz(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files:
            package.writestr(name, data)
    return out.getvalue()


def reading(
    folder: Path, data: bytes, name: str = "a.warc.gz", settings: Settings = DEFAULT
) -> Incoming:
    path = folder / name
    path.write_bytes(data)
    return read_all([str(path)], settings)


def told(incoming: Incoming) -> list[str]:
    return [problem.message for problem in incoming.problems]


Answer = tuple[str, str, bytes, dict[str, str]]
ONE: Answer = ("https://herald.example/1", "200 OK", page("One"), {})
TWO: Answer = ("https://post.example/2", "200 OK", page("Two"), {})


@pytest.mark.parametrize(
    ("name", "packed"), [("a.warc.gz", True), ("a.warc", False)], ids=["gz", "plain"]
)
def test_every_page_of_an_archive_is_a_report(tmp_path: Path, name: str, packed: bool) -> None:
    incoming = reading(tmp_path, warc(ONE, TWO, packed=packed), name)
    assert told(incoming) == []
    assert [(one.url, one.publisher) for one in incoming.reports] == [
        ("https://herald.example/1", "herald.example"),
        ("https://post.example/2", "post.example"),
    ]
    assert {str(one.retrieved) for one in incoming.reports} == {"2024-03-13 08:00:00+00:00"}
    assert {one.published for one in incoming.reports} == {None}
    assert str(incoming.reports[0].path).startswith(f"{tmp_path}/{name}#")


def test_compressed_and_chunked_answers_are_unpacked(tmp_path: Path) -> None:
    body = gzip.compress(page("One"))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    coding = {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    (report,) = reading(tmp_path, warc((ONE[0], "200 OK", chunked, coding))).reports
    assert report.text.startswith("One: Two ships burned")


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    incoming = reading(
        tmp_path,
        warc(
            ONE,
            ("https://herald.example/gone", "404 Not Found", page("Gone"), {}),
            ("https://herald.example/a.png", "200 OK", b"\x89PNG", {"Content-Type": "image/png"}),
            ("https://herald.example/b.png", "200 OK", b"\x89PNG", {"Content-Type": "image/png"}),
            ("https://herald.example/x.js", "200 OK", b"a()", {"Content-Type": "text/javascript"}),
        ),
    )
    assert len(incoming.reports) == 1
    assert told(incoming) == [
        "4 records are no pages (2 image, 1 not found or moved, 1 text/javascript)"
    ]


def test_a_package_is_read_without_its_index(tmp_path: Path) -> None:
    package = packed_in_wacz(
        ("archive/data.warc.gz", warc(ONE)),
        ("archive/more.warc.gz", warc(TWO)),
        ("indexes/index.cdx", b"not read"),
        ("datapackage.json", b"{}"),
    )
    incoming = reading(tmp_path, package, "a.wacz")
    assert [report.url for report in incoming.reports] == [ONE[0], TWO[0]]
    assert told(incoming) == []


def test_an_index_beside_an_archive_is_not_needed(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(ONE))
    (tmp_path / "a.cdxj").write_text("example,herald)/1 20240313080000 {}\n")
    incoming = read_all([str(tmp_path)], DEFAULT)
    assert (len(incoming.reports), told(incoming)) == (1, [])
    assert told(read_all([f"{tmp_path}/a.cdxj"], DEFAULT)) == [
        "an index; give the web archive itself"
    ]


def test_archives_may_be_larger_than_files_but_have_limits(tmp_path: Path) -> None:
    small = replace(DEFAULT, max_file_bytes=2000)
    assert len(reading(tmp_path, warc(ONE, TWO, packed=False), settings=small).reports) == 2
    few = reading(tmp_path, warc(ONE, TWO), settings=replace(DEFAULT, max_records=2))
    assert len(few.reports) == 1
    assert told(few) == ["more than 2 records; the rest is not read"]
    tight = reading(tmp_path, warc(ONE, TWO), settings=replace(DEFAULT, max_unpacked_bytes=100))
    assert told(tight) == ["more than 0.0001 MB when unpacked; the rest is not read"]


# -- ugly archives ---------------------------------------------------------------------------


def bomb() -> bytes:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
    head += b"WARC-Target-URI: https://a.example/\r\nContent-Length: 400000000\r\n\r\n"
    return gzip.compress(head + b"HTTP/1.1 200 OK\r\n\r\n" + bytes(400_000_000), 9)


def inner_bomb() -> bytes:
    packed = gzip.compress(bytes(300_000_000), 9)
    return warc(("https://a.example/", "200 OK", packed, {"Content-Encoding": "gzip"}))


WHOLE = warc(ONE, TWO)
UGLY: dict[str, tuple[str, bytes, int]] = {
    "cut off": ("a.warc.gz", WHOLE[:-40], 1),
    "cut in the header": ("a.warc.gz", WHOLE[:20], 0),
    "no archive": ("a.warc", b"just words\n" * 100, 0),
    "empty": ("a.warc.gz", b"", 0),
    "zeros": ("a.warc.gz", bytes(100_000), 0),
    "a page": ("a.warc", page("One"), 0),
    "broken zip": ("a.wacz", packed_in_wacz(("archive/a.warc.gz", WHOLE))[:-30], 0),
    "no archive inside": ("a.wacz", packed_in_wacz(("a.txt", b"x")), 0),
    "noise inside": ("a.wacz", packed_in_wacz(("archive/a.warc.gz", b"\x1f\x8b" + bytes(99))), 0),
    "bomb in a record": ("a.warc.gz", bomb(), 0),
    "bomb in an answer": ("a.warc.gz", inner_bomb(), 0),
    "lying length": ("a.warc", warc(ONE, packed=False).replace(b"Content-Length: ", b"&9"), 0),
    "no headers": ("a.warc", b"WARC/1.0\r\n\r\n\r\n\r\n" * 1000, 0),
    "endless header": ("a.warc", b"WARC/1.0\r\nX: " + b"a" * 5_000_000, 0),
}


@pytest.mark.parametrize(("name", "data", "reports"), UGLY.values(), ids=UGLY.keys())
def test_ugly_archives(tmp_path: Path, name: str, data: bytes, reports: int) -> None:
    begun = time.process_time()
    incoming = reading(tmp_path, data, name)
    assert time.process_time() - begun < 8
    assert len(incoming.reports) == reports
    assert incoming.problems


def test_a_bomb_in_a_package_is_not_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("archive/a.warc", bytes(50_000_000))
    incoming = reading(
        tmp_path, out.getvalue(), "a.wacz", replace(DEFAULT, max_unpacked_bytes=1_000_000)
    )
    assert told(incoming)[0] == "too large when unpacked: archive/a.warc"
