"""Mail and PDF: what they say of themselves, and what is wrong with them."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from sitrep.arrivals import Incoming
from sitrep.reports import read_all
from sitrep.settings import DEFAULT, Settings

TEXT = "Two ships burned in Port Vela on Monday, the harbour master said."
LONG = " ".join([TEXT] * 5)


def reading(
    folder: Path, data: bytes | str, name: str = "a.eml", settings: Settings = DEFAULT
) -> Incoming:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_all([str(path)], settings)


def told(incoming: Incoming) -> list[str]:
    return [problem.message for problem in incoming.problems]


# -- mail ------------------------------------------------------------------------------------


def mail() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Ships burn – Évreux"
    message["From"] = "Vela Herald <news@herald.example>"
    message["Date"] = "Tue, 12 Mar 2024 15:26:00 +0100"
    message["Message-ID"] = "<1@herald.example>"
    message["Archived-At"] = "<https://herald.example/mail/1>"
    message["Received"] = "from a by b; Tue, 12 Mar 2024 14:27:30 +0000 (UTC)"
    return message


def test_a_plain_mail(tmp_path: Path) -> None:
    message = mail()
    message.set_content(f"{TEXT}\n\n“All is lost.”\n")
    incoming = reading(tmp_path, message.as_bytes())
    (report,) = incoming.reports
    assert told(incoming) == []
    assert report.text == f"{TEXT}\n\n“All is lost.”"
    assert (report.title, report.publisher) == ("Ships burn – Évreux", "Vela Herald")
    assert str(report.published) == "2024-03-12 14:26:00+00:00"
    assert str(report.retrieved) == "2024-03-12 14:27:30+00:00"
    assert (report.guid, report.url) == ("1@herald.example", "https://herald.example/mail/1")


def test_a_newsletter_goes_through_the_extractor_of_pages(tmp_path: Path) -> None:
    message = mail()
    message.set_content("See this mail in your browser.")
    message.add_alternative(
        f"<html lang='en'><body><article><p>{LONG}</p><blockquote><p>“All is lost.”</p>"
        "</blockquote></article><script>alert(1)</script></body></html>",
        subtype="html",
    )
    (report,) = reading(tmp_path, message.as_bytes()).reports
    assert TEXT in report.text
    assert "“All is lost.”" in report.text
    assert "alert" not in report.text
    assert "browser" not in report.text


def test_the_plain_part_wins_when_the_page_loses_most_of_it(tmp_path: Path) -> None:
    message = mail()
    message.set_content(LONG)
    message.add_alternative("<p>A picture says it all.</p>", subtype="html")
    (report,) = reading(tmp_path, message.as_bytes()).reports
    assert report.text == LONG


def test_what_is_attached_is_told_and_not_read(tmp_path: Path) -> None:
    message = mail()
    message.set_content(TEXT)
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="fire.pdf")
    inner = mail()
    inner.set_content("The mail that was passed on.")
    message.add_attachment(inner)
    incoming = reading(tmp_path, message.as_bytes())
    assert [report.text for report in incoming.reports] == [TEXT]
    assert told(incoming) == [
        "attached and not read: fire.pdf",
        "attached and not read: message/rfc822",
    ]


def test_mail_in_old_encodings_and_with_bad_dates(tmp_path: Path) -> None:
    raw = (
        b"Subject: =?iso-8859-1?Q?Feuer_in_=C9vreux?=\r\nFrom: desk@post.example\r\n"
        b"Date: some time ago\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n"
    ) + "Le café du port a brûlé, the mayor of Évreux said on Monday.".encode("cp1252")
    incoming = reading(tmp_path, raw)
    (report,) = incoming.reports
    assert (report.title, report.publisher) == ("Feuer in Évreux", "post.example")
    assert report.text.startswith("Le café du port a brûlé")
    assert report.published is None
    assert told(incoming) == ["Date: 'some time ago' is no date that can be read"]


def nested(depth: int) -> bytes:
    parts = [
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n".encode() for n in range(depth)
    ]
    return b"Subject: x\n" + b"".join(parts) + b"Content-Type: text/plain\n\nFire.\n"


UGLY_MAIL: dict[str, bytes] = {
    "no headers": b"\n\njust text without a header at all\n",
    "no body": b"Subject: x\n\n",
    "a picture": b"Subject: x\nContent-Type: image/png\n\nabc",
    "nested deep": nested(2000),
    "nested": nested(60),
    "many parts": b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    + b"--b\nContent-Type: image/png\n\nx\n" * 20_000,
    "no boundary": b"Subject: x\nContent-Type: multipart/mixed\n\nabc",
    "bad base64": b"Subject: x\nContent-Transfer-Encoding: base64\n\n\xff\xfe!!!",
    "a character set with a zero": b'Subject: x\nContent-Type: text/plain; charset="a\0b"\n\n',
    "odd headers": b"Subject: =?x?y?z?=\nFrom: =?utf-8?B?\xff?= <\n\n",
    "an odd character set": b"Subject: =?utf-\xe98?Q?a?=\n\n",
    "a long header": b"Subject: " + b"=?utf-8?Q?a?= " * 200_000 + b"\n\n",
    "noise": bytes(range(256)) * 1000,
}


@pytest.mark.parametrize("data", UGLY_MAIL.values(), ids=UGLY_MAIL.keys())
def test_ugly_mail_is_a_problem(tmp_path: Path, data: bytes) -> None:
    begun = time.process_time()
    incoming = reading(tmp_path, data)
    assert time.process_time() - begun < 5
    assert incoming.reports == ()
    assert incoming.problems


# -- PDF -------------------------------------------------------------------------------------


def pdf(pages: list[list[str]], info: str = "") -> bytes:
    """A small PDF of lines of ASCII, with the entries of its information dictionary."""
    count = len(pages)
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {info} >>".encode(),
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 40 760 Td {shown} ET".encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end + trailer % (len(objects) + 1, len(out))


INFO = (
    "/Title (Ships burn) /Author (Ana Ruiz) /CreationDate (D:20240312152600+01'00') "
    "/ModDate (D:20240312180000Z)"
)
FIRST = [
    "Ships burn in Port Vela",
    "Two ships burned in the harbour of Port Vela on Monday night, the har-",
    "bour master said, and the smoke could be seen from the hills that are",
    "twenty kilometres away.",
    "Nobody was hurt, and the cause of the fire is not known and may never",
    "be.",
    "1 / 2",
]

LONG_PARAGRAPH = (
    "Two ships burned in the harbour of Port Vela on Monday night, the harbour master said, "
    "and the smoke could be seen from the hills that are twenty kilometres away."
)


def test_a_pdf_gives_its_paragraphs_and_particulars(tmp_path: Path) -> None:
    incoming = reading(tmp_path, pdf([FIRST, ["The port stays closed.", "2 / 2"]], INFO), "a.pdf")
    assert told(incoming) == []
    (report,) = incoming.reports
    assert report.text.split("\n") == [
        "Ships burn in Port Vela",
        LONG_PARAGRAPH,
        "Nobody was hurt, and the cause of the fire is not known and may never be.",
        "The port stays closed.",
    ]
    assert (report.title, report.byline) == ("Ships burn", "Ana Ruiz")
    assert str(report.published) == "2024-03-12 14:26:00+00:00"
    assert str(report.updated) == "2024-03-12 18:00:00+00:00"


def test_what_is_wrong_with_a_pdf_is_told(tmp_path: Path) -> None:
    whole = pdf([FIRST], "/CreationDate (last year)")
    cases = [
        (pdf([[]]), "a PDF without text (its pages may be pictures)"),
        (b"%PDF-1.4\nnothing", "a PDF that cannot be read (it is broken)"),
        (b"just words", "a PDF that cannot be read (it is broken)"),
        (whole, "CreationDate: 'last year' is no date that can be read"),
        (bytes(range(256)) * 400, "a PDF that cannot be read (it is broken)"),
    ]
    for data, message in cases:
        assert told(reading(tmp_path, data, "a.pdf")) == [message]


def test_only_so_many_pages_are_read(tmp_path: Path) -> None:
    data = pdf([[f"{TEXT} Page {n}."] for n in range(4)])
    incoming = reading(tmp_path, data, "a.pdf", Settings(max_pages=2))
    assert incoming.reports[0].text.count("harbour") == 2
    assert told(incoming) == ["4 pages; only the first 2 are read"]
