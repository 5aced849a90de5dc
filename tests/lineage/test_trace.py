"""Who took what from whom, told from made reports."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sitrep.lineage import trace
from sitrep.records import Copy, Report, Story
from sitrep.settings import DEFAULT

WIRE = """\
OBERWICK, May 3 (Kestrel) - The bridge over the Anse at Oberwick was closed on Friday after
inspectors found 14 cracks in its northern pier, the roads agency said.

About 8,200 vehicles cross the bridge every day. Drivers will be sent through Talheim, a detour
of 23 kilometres, until at least the end of June.

“Nobody should drive over a pier that I would not stand under,” said Britta Olsen, the agency's
chief engineer, at the river bank.

The bridge was built in 1961 and repaired in 2007. The agency spent 3.6 million crowns on it last
year. Mayor Piet Harding said that shops in the old town would lose half of their customers.
"""
REWRITE = """\
Engineers have shut Oberwick's river bridge after discovering 14 cracks in the pier on its
northern side, according to the roads agency on Friday.

Until the end of June at the earliest, motorists face a detour of 23 km via Talheim. The bridge
carries around 8,200 vehicles daily.

Chief engineer Britta Olsen of the agency said beside the Anse: “Nobody should drive over a pier
that I would not stand under.”

Constructed in 1961, the bridge had repairs in 2007, and last year 3.6 million crowns went into
it. Shops in the old town stand to lose half their customers, said Mayor Piet Harding.
"""
WITNESS = """\
Anke Dorr sells bread at the eastern end of the bridge. On Friday morning she sold four loaves.

“I saw the men in helmets come up the steps, and then they pulled the barrier across,” she said.
By noon the queue at the Talheim turning reached back to the petrol station.

At the river bank the chief engineer, Britta Olsen, was short. “Nobody should drive over a pier
that I would not stand under,” she told us. Her inspectors counted 14 cracks.

The number 6 bus no longer runs. Pupils of the school at Lindenhof walked across the weir, which
is forbidden. The headmaster, Tom Vael, has asked for a boat.
"""
AT = datetime(2024, 5, 3, 12, tzinfo=UTC)


def report(
    name: str,
    text: str,
    hours: float | None = None,
    publisher: str | None = None,
    byline: str | None = None,
) -> Report:
    published = None if hours is None else AT + timedelta(hours=hours)
    return Report(name, text, published=published, publisher=publisher, byline=byline)


def copies_of(*reports: Report) -> tuple[Copy, ...]:
    copies, _, _ = trace(story(*reports), reports, (), DEFAULT)
    texts = {report.id: report.text for report in reports}
    for copy in copies:
        last = 0
        for match in copy.matches:
            assert last <= match.by.start < match.by.end <= len(texts[copy.by])
            assert 0 <= match.of.start < match.of.end <= len(texts[copy.of])
            last = match.by.end
    return copies


def origins_of(*reports: Report) -> set[tuple[str, ...]]:
    _, origins, _ = trace(story(*reports), reports, (), DEFAULT)
    return {origin.reports for origin in origins}


def story(*reports: Report) -> Story:
    return Story("s", "", tuple(sorted(report.id for report in reports)))


def test_a_reprint_is_a_verbatim_copy_of_the_earlier_report() -> None:
    (copy,) = copies_of(report("a", WIRE, hours=5), report("b", WIRE, hours=1))
    assert (copy.by, copy.of, copy.kind, copy.directed) == ("a", "b", "verbatim", True)
    assert copy.share == 1.0
    assert copy.probability >= 0.9


def test_a_shortened_reprint_is_trimmed_and_the_copy_of_the_longer_one() -> None:
    short = WIRE[: WIRE.index("“Nobody")]
    (copy,) = copies_of(report("short", short, hours=2), report("wire", WIRE, hours=1))
    assert (copy.by, copy.of, copy.kind) == ("short", "wire", "trimmed")


def test_the_same_story_in_other_words_is_a_rewrite() -> None:
    (copy,) = copies_of(report("again", REWRITE, hours=6), report("wire", WIRE, hours=1))
    assert (copy.by, copy.of, copy.kind) == ("again", "wire", "rewrite")
    assert copy.probability >= 0.5
    assert copy.share >= 0.5


def test_own_reporting_on_the_same_event_with_the_same_quotation_is_no_copy() -> None:
    assert not copies_of(report("wire", WIRE, hours=1), report("seen", WITNESS, hours=4))
    assert origins_of(report("wire", WIRE), report("seen", WITNESS)) == {("wire",), ("seen",)}


def test_copies_are_one_voice_and_a_witness_another() -> None:
    reports = (
        report("wire", WIRE, 1, publisher="Kestrel"),
        report("print", WIRE, 2, publisher="Anse Post", byline="Kestrel"),
        report("again", REWRITE, 6, publisher="Talheim News"),
        report("seen", WITNESS, 4, publisher="Oberwick Gazette"),
    )
    assert origins_of(*reports) == {("again", "print", "wire"), ("seen",)}


def test_a_credit_outranks_the_clock() -> None:
    wire = report("wire", WIRE, hours=1.5, publisher="Kestrel")
    paper = report("paper", WIRE, hours=1, publisher="Anse Post", byline="Kestrel")
    (copy,) = copies_of(wire, paper)
    assert (copy.by, copy.of) == ("paper", "wire")


def test_without_dates_and_credits_equal_texts_have_no_direction() -> None:
    (copy,) = copies_of(report("a", WIRE), report("b", WIRE))
    assert not copy.directed
    assert (copy.by, copy.of) == ("a", "b")


def test_three_prints_of_one_report_are_copies_of_it_and_not_of_one_another() -> None:
    prints = [report(f"p{n}", WIRE, hours=n) for n in range(4)]
    assert {(copy.by, copy.of) for copy in copies_of(*prints)} == {
        ("p1", "p0"),
        ("p2", "p0"),
        ("p3", "p0"),
    }


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [report("a", WIRE, 1), report("b", REWRITE, 2), report("c", WITNESS, 3)]
    whole = story(*reports)
    assert trace(whole, reports, (), DEFAULT) == trace(whole, reports[::-1], (), DEFAULT)


def test_ugly_texts_have_no_copies_and_do_no_harm() -> None:
    odd = ["", "   ", "🌊" * 300, "“" * 10_000, "word " * 30_000, "مرحبا " * 50, "\x00\x01"]
    reports = [report(f"r{n}", text) for n, text in enumerate(odd)]
    copies, origins, _ = trace(story(*reports), reports, (), DEFAULT)
    assert not copies
    assert len(origins) == len(odd)
