"""The evidence package: sound as it is made, and no change to it goes unseen."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import sitrep
from sitrep import cli
from sitrep.errors import UsageError
from sitrep.evidence import opening
from sitrep.evidence.package import contents, packed
from sitrep.evidence.verify import Verdict, verify
from sitrep.exports import export
from sitrep.records import Brief, Cite, Count, Ledger, Line, Report, Section, content_id
from sitrep.renderings.serial import without_parse
from tests.renderings.hostile import HOSTILE, ledger_of

TEXT = "Two ships burned in Port Vela on Monday. The port is closed until Thursday."
#: a report, a claim and a line whose ids are those of their content
REPORT = Report(
    content_id("r", "Vela News", "", "", "Fire", TEXT), TEXT, None, None, "Vela News", "Fire"
)


def small() -> Ledger:
    claim = sitrep.Claim(
        content_id("c", REPORT.id, 0, 39),
        REPORT.id,
        0,
        39,
        "statement",
        None,
        "asserted",
        "positive",
    )
    story = sitrep.Story("s1", "Fire", (REPORT.id,))
    finding = sitrep.Finding(
        content_id("f", "s1", claim.id),
        "s1",
        TEXT[:39],
        "single-source",
        0.5,
        (claim.id,),
        claim.id,
        Count(1, 1),
        Count(1, 1),
    )
    line = Line(
        TEXT[:39],
        (Cite(claim.id, REPORT.id, 0, 39),),
        "single-source",
        Count(1, 1),
        None,
        None,
        finding.id,
    )
    return Ledger(
        sitrep.__version__,
        NOW,
        reports=(REPORT,),
        stories=(story,),
        claims=(claim,),
        findings=(finding,),
        briefs=(Brief("Fire", (Section("glance", "At a glance", (line,)),)),),
    )


NOW = datetime(2031, 5, 6, tzinfo=UTC)
LEDGER = small()
PACKAGE = export(LEDGER, "package")


def failed(verdict: Verdict) -> set[str]:
    return {check.name for check in verdict.checks if check.faults}


def faults(package: bytes, **options: str) -> set[str]:
    return failed(verify(package, **options))


def test_a_package_is_sound_as_it_is_made_and_the_same_each_time() -> None:
    assert export(LEDGER, "package") == PACKAGE
    verdict = verify(PACKAGE, digest=sha256(PACKAGE).hexdigest())
    assert verdict.sound
    assert not any(check.skipped for check in verdict.checks)


def test_without_a_digest_kept_elsewhere_it_says_that_it_does_not_know() -> None:
    (digest, *_) = verify(PACKAGE).checks
    assert digest.skipped == "no digest was given that was kept elsewhere"


def test_another_tool_opens_it_and_its_sums_hold(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(PACKAGE)
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "reports" / f"{REPORT.id}.txt").read_text("utf-8") == TEXT


def test_any_byte_that_is_changed_is_seen() -> None:
    kept = sha256(PACKAGE).hexdigest()
    for at in range(0, len(PACKAGE), 97):
        changed = bytearray(PACKAGE)
        changed[at] ^= 1
        assert not verify(bytes(changed)).sound, f"byte {at}"
        assert "digest" in faults(bytes(changed), digest=kept)


def remade(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The package after a change to its files by somebody who does not make the hashes anew."""
    files = contents(without_parse(LEDGER))
    change(files)
    return packed(files)


def forged(ledger: Ledger) -> bytes:
    """The package of a changed ledger with all hashes made anew: only the content can tell."""
    return packed(contents(without_parse(ledger)))


def drop(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        del files[name]

    return change


def put(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda files: files.update({name: data})


ALTERED: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a report has other words": (
        put(f"reports/{REPORT.id}.txt", b"Three ships burned."),
        "reports",
    ),
    "a report is gone": (drop(f"reports/{REPORT.id}.txt"), "reports"),
    "the brief has other words": (put("brief.md", b"# All is well\n"), "made again"),
    "a citation has other words": (
        put(
            "citations.json",
            json.dumps([{"report": REPORT.id, "start": 0, "end": 3, "text": "One"}]).encode(),
        ),
        "citations",
    ),
    "a citation is gone": (put("citations.json", b"[]"), "citations"),
    "a file was put in": (put("reports/extra.txt", b"x"), "hashes"),
    "the manifest is gone": (drop("manifest.json"), "hashes"),
    "the manifest is no object": (put("manifest.json", b"[1]"), "hashes"),
    "the ledger is gone": (drop("ledger.json"), "ledger"),
    "the ledger is no JSON": (put("ledger.json", b"{"), "ledger"),
    "the ledger is nested too deep": (put("ledger.json", b"[" * 100_000), "ledger"),
    "the ledger is of another contract": (put("ledger.json", b'{"schema": "x/1"}'), "ledger"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_file_is_named(name: str) -> None:
    change, check = ALTERED[name]
    assert {check, "hashes"} <= faults(remade(change))


def with_claim(**fields: Any) -> Ledger:
    return replace(LEDGER, claims=(replace(LEDGER.claims[0], **fields),))


def with_line(**fields: Any) -> Ledger:
    (brief,) = LEDGER.briefs
    (section,) = brief.sections
    line = replace(section.lines[0], **fields)
    return replace(LEDGER, briefs=(replace(brief, sections=(replace(section, lines=(line,)),)),))


CITE = Cite(LEDGER.claims[0].id, REPORT.id, 0, 39)
FORGED: dict[str, tuple[Ledger, str]] = {
    "a report's text": (
        replace(LEDGER, reports=(replace(REPORT, text=TEXT.replace("Two", "Ten")),)),
        "ids",
    ),
    "a report's publisher": (replace(LEDGER, reports=(replace(REPORT, publisher="X"),)), "ids"),
    "a claim's place": (with_claim(start=4), "ids"),
    "a claim outside its report": (with_claim(end=900), "places"),
    "a claim of no report": (with_claim(report="r0"), "places"),
    "a finding of a claim that is not there": (
        replace(LEDGER, findings=(replace(LEDGER.findings[0], claims=("c0",)),)),
        "references",
    ),
    "a status without two lines": (
        replace(LEDGER, findings=(replace(LEDGER.findings[0], status="corroborated"),)),
        "statuses",
    ),
    "a number in a line": (with_line(text="12 ships burned in Port Vela"), "lines"),
    "a name in a line": (with_line(text="Two ships burned in Osmere"), "lines"),
    "a quotation in a line": (with_line(text="“All ships burned”"), "lines"),
    "a line that cites nothing": (with_line(cites=()), "lines"),
    "a line with too high a count": (with_line(k=Count(4, 4)), "lines"),
    "a line called corroborated": (with_line(status="corroborated"), "lines"),
    "a citation outside its report": (with_line(cites=(replace(CITE, end=999),)), "lines"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_ledger_with_new_hashes_does_not_hold_together(name: str) -> None:
    ledger, check = FORGED[name]
    assert check in faults(forged(ledger))


def test_a_forger_who_makes_all_anew_is_only_caught_by_the_digest() -> None:
    kept = sha256(PACKAGE).hexdigest()
    text = TEXT.replace("Two", "Ten")
    report = replace(REPORT, text=text, id=content_id("r", "Vela News", "", "", "Fire", text))
    anew = forged(replace(LEDGER, reports=(report,), stories=(), claims=(), findings=(), briefs=()))
    assert verify(anew).sound
    assert faults(anew, digest=kept) == {"digest"}


def zipped(*entries: tuple[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


HOSTILE_ZIPS = {
    "nothing": b"",
    "no zip": b"PK\x03\x04 not really",
    "cut off": PACKAGE[: len(PACKAGE) // 2],
    "a bomb": zipped(("ledger.json", b"0" * 50_000_000), how=zipfile.ZIP_DEFLATED),
    "a way out of the folder": zipped(("../../etc/passwd", b"x")),
    "an absolute name": zipped(("/etc/passwd", b"x")),
    "a way out with backslashes": zipped(("..\\evil.txt", b"x")),
    "a folder": zipped(("reports/", b"")),
    "very many files": zipped(*((f"reports/r{at}.txt", b"") for at in range(20_200))),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused() -> None:
    assert "archive" in faults(zipped(("ledger.json", b"{}"), ("ledger.json", b"[]")))


@pytest.mark.parametrize("name", HOSTILE_ZIPS)
def test_a_hostile_archive_is_refused_before_it_is_read(name: str) -> None:
    assert faults(HOSTILE_ZIPS[name]) == {"archive"}


def test_a_package_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 100)
    assert faults(PACKAGE) == {"archive"}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_can_be_packed_and_looked_at(name: str) -> None:
    package = export(ledger_of(HOSTILE[name]), "package")
    verdict = verify(package)
    assert not {"archive", "hashes", "ledger", "manifest"} & failed(verdict)


def test_the_command_tells_what_fails_and_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    good.write_bytes(PACKAGE)
    assert cli.main(["verify", str(good), "--digest", sha256(PACKAGE).hexdigest()]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "sound"
    bad.write_bytes(forged(FORGED["a number in a line"][0]))
    assert cli.main(["verify", str(bad)]) == 1
    told = capsys.readouterr().out
    assert "'12' stands in no cited span" in told
    assert told.splitlines()[-1] == "NOT SOUND"
    assert cli.main(["verify", str(bad), "--quiet"]) == 1
    assert "ok" not in capsys.readouterr().out


@pytest.mark.parametrize("words", [["verify", "gone.zip"], ["verify", "{good}", "--digest", "abc"]])
def test_misuse_is_2(words: list[str], tmp_path: Path) -> None:
    good = tmp_path / "good.zip"
    good.write_bytes(PACKAGE)
    assert cli.main([word.format(good=good) for word in words]) == 2


def test_a_digest_that_is_none_is_misuse() -> None:
    with pytest.raises(UsageError, match="no SHA-256"):
        verify(PACKAGE, digest="z" * 64)


@pytest.mark.slow
@pytest.mark.parametrize("story", ["harbour-fire", "lake-province-count"])
def test_what_sitrep_makes_of_the_examples_is_sound(story: str) -> None:
    ledger = sitrep.build([f"examples/{story}"], now=NOW)
    verdict = verify(export(ledger, "package"))
    assert verdict.sound, [fault for check in verdict.checks for fault in check.faults]
    made = {check.name: check.items for check in verdict.checks}
    assert made["ids"] > 200
    assert made["lines"] > 30
