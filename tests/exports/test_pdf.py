"""The brief on paper, read back by a PDF reader that is not ours."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from sitrep.errors import UsageError
from sitrep.exports import export
from sitrep.records import Ledger
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER


def read(ledger: Ledger) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(export(ledger, "pdf")))


def words(reader: pypdf.PdfReader) -> str:
    """All words in their order, without line ends and without marks of joining."""
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u2060", "").replace("\u200b", "").split())


def test_every_line_and_its_badge_stand_on_paper() -> None:
    shown = words(read(LEDGER))
    for section in LEDGER.briefs[0].sections:
        assert section.heading in shown
        for line in section.lines:
            assert " ".join(line.text.split()) in shown
    assert "corroborated · 2 independent lines" in shown
    assert "Tessel Wire, 4 May 2031, 06:30 UTC, characters" in shown


def test_title_language_date_and_outline_are_told_to_the_reader() -> None:
    reader = read(LEDGER)
    assert reader.metadata is not None
    assert reader.metadata.title == "Crack in Morvale dam drives thousands from homes"
    assert reader.metadata.creation_date == LEDGER.created
    assert str(reader.root_object["/Lang"]) == "en"
    assert "/StructTreeRoot" in reader.root_object  # tagged, for screen readers
    assert len(reader.outline) >= 1


def test_a_ledger_made_between_two_seconds_is_printed() -> None:
    between = replace(LEDGER, created=LEDGER.created.replace(microsecond=250_000))
    metadata = read(between).metadata
    assert metadata is not None
    assert metadata.creation_date == LEDGER.created


def test_citations_lead_to_their_words_and_links_only_to_the_web() -> None:
    kinds = set()
    for page in read(LEDGER).pages:
        for one in page.get("/Annots", ()):
            action = one.get_object().get("/A", {})
            kinds.add(action.get("/S", "/GoTo"))
            if action.get("/S") == "/URI":
                assert action["/URI"].startswith("https://")
    assert kinds == {"/GoTo", "/URI"}


def test_the_same_ledger_gives_the_same_bytes_and_another_moment_others() -> None:
    assert export(LEDGER, "pdf") == export(LEDGER, "pdf")
    later = replace(LEDGER, created=datetime(2031, 5, 7, tzinfo=UTC))
    assert export(later, "pdf") != export(LEDGER, "pdf")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_only_words_on_paper(name: str) -> None:
    reader = read(ledger_of(HOSTILE[name]))
    shown = words(reader)
    assert "root:" not in shown  # no file was read
    for page in reader.pages:
        for one in page.get("/Annots", ()):
            address = one.get_object().get("/A", {}).get("/URI", "https://")
            assert address.startswith(("https://", "http://"))


def test_markup_of_the_typesetter_is_shown_as_written() -> None:
    shown = words(read(ledger_of('#read("/etc/passwd") *b* _i_ $x$ <note-1> @note-1')))
    assert '#read("/etc/passwd") *b* _i_ $x$ <note-1> @note-1' in shown


def test_without_the_extra_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match=r"pip install 'sitrep\[pdf\]'"):
        export(LEDGER, "pdf")
