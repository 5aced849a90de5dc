"""A PDF in, its text and what its metadata say out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitrep.reports.draft import Draft, Reading
from sitrep.settings import Settings

__all__ = ["read_pdf"]

#: "D:20240312152600+01'00'" (ISO 32000-1, 7.9.4)
_DATE = re.compile(
    r"D?:?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?'?"
)
#: hyphens of the typesetter; the reader marks those that it recognises with two code points
_HYPHEN = re.compile("[\u00ad\ufffe\x02]\n?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
#: a line shorter than this share of the page's longest ends its paragraph
_SHORT = 0.75
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")


def read_pdf(data: bytes, path: str, settings: Settings) -> Reading:
    """The report of a PDF, its broken lines joined into paragraphs.

    ``published`` and ``updated`` are when the file was made and changed, as it says itself.

    Args:
        data: the file.
        path: its name, for problems.
        settings: the most pages and characters.
    """
    import pypdfium2

    reading = Reading()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        told = "it is locked" if "password" in str(error).lower() else "it is broken"
        reading.trouble(path, f"a PDF that cannot be read ({told})")
        return reading
    try:
        pages, broken = _pages(document, settings)
        meta = {key: str(value).strip() for key, value in document.get_metadata_dict().items()}
        total = len(document)
    finally:
        document.close()
    if broken:
        reading.trouble(path, f"{broken} of its pages cannot be read")
    if total > settings.max_pages:
        reading.trouble(path, f"{total} pages; only the first {settings.max_pages} are read")
    text = "\n".join(paragraph for page in pages for paragraph in _paragraphs(page))
    if not text.strip():
        reading.trouble(path, "a PDF without text (its pages may be pictures)")
        return reading
    published = reading.date(path, "CreationDate", _iso(meta.get("CreationDate", "")))
    updated = reading.date(path, "ModDate", _iso(meta.get("ModDate", "")))
    reading.drafts.append(
        Draft(
            text=text,
            path=path,
            extractor="pdf",
            title=" ".join(meta.get("Title", "").split()) or None,
            byline=" ".join(meta.get("Author", "").split()) or None,
            published=published,
            updated=updated if not published or not updated or updated > published else None,
        )
    )
    return reading


def _pages(document: object, settings: Settings) -> tuple[list[str], int]:
    """The text of each page, and how many pages cannot be read."""
    import pypdfium2

    assert isinstance(document, pypdfium2.PdfDocument)
    pages: list[str] = []
    broken = length = 0
    for number in range(min(len(document), settings.max_pages)):
        if length > settings.max_text_chars:
            break
        try:
            page = document.get_page(number)
            text = page.get_textpage()
            pages.append(str(text.get_text_bounded()))
            length += len(pages[-1])
            text.close()
            page.close()
        except pypdfium2.PdfiumError:
            broken += 1
    return pages, broken


def _paragraphs(page: str) -> list[str]:
    """A page's lines joined where a sentence runs on, page numbers left out."""
    cleaned = page.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = _CONTROL.sub("", _HYPHEN.sub("", cleaned))
    lines = [" ".join(line.split()) for line in cleaned.split("\n")]
    lines = [line for line in lines if not _PAGE_NUMBER.fullmatch(line)]
    longest = max((len(line) for line in lines), default=0)
    paragraphs: list[str] = []
    goes_on = False
    for at, line in enumerate(lines):
        if not line:
            goes_on = False
            continue
        if goes_on:
            paragraphs[-1] = _join(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        goes_on = _runs_on(line, lines[at + 1 : at + 2], longest)
    return paragraphs


def _runs_on(line: str, after: Sequence[str], longest: int) -> bool:
    """Whether the sentence of ``line`` goes on in the next one."""
    if not after or not after[0]:
        return False
    if line[-1] in "-,;" or after[0][0].islower():
        return True
    if len(line) < _SHORT * longest:
        return False
    return not (_ENDS.search(line) and len(line) < 0.9 * longest)


def _join(before: str, after: str) -> str:
    if before[-1] == "-" and after[0].islower():
        return before[:-1] + after
    return f"{before} {after}"


def _iso(written: str) -> str:
    """A PDF's date as ISO 8601; what has another form as it stands."""
    found = _DATE.fullmatch(written.strip())
    if not found:
        return written
    year, month, day, hour, minute, second, _, sign, hours, minutes = found.groups()
    clock = f"T{hour or '00'}:{minute or '00'}:{second or '00'}"
    zone = f"{sign}{hours}:{minutes or '00'}" if sign else "+00:00"
    return f"{year}-{month}-{day}{clock}{zone}"
