"""One report in, its Analysis out: the order of the layers."""

from __future__ import annotations

from dataclasses import replace

from sitrep.analysis.attributions import find_attributions
from sitrep.analysis.damage import find_flags
from sitrep.analysis.mended import mended
from sitrep.analysis.names import find_entities
from sitrep.analysis.quantities import find_quantities
from sitrep.analysis.quotes import find_quotes
from sitrep.analysis.sentences import split
from sitrep.analysis.times import find_times
from sitrep.analysis.tokens import words
from sitrep.protocols import Tagger
from sitrep.records import Analysis, Name, Problem, Report, Sentence
from sitrep.settings import Settings

__all__ = ["analyse"]


def analyse(
    report: Report, settings: Settings, *, tagger: Tagger
) -> tuple[Analysis, tuple[Problem, ...]]:
    """Everything found in one report alone, as layers that stand off its text.

    Args:
        report: the report; its text is only read.
        settings: limits (``languages``: others get an empty analysis and a Problem).
        tagger: the language model.

    Returns:
        The analysis and the problems met. A report in a language that is not read has
        sentences but no layers above them.
    """
    if report.language not in settings.languages:
        problem = Problem(
            "analysis",
            f"language {report.language!r} is not analysed (only {', '.join(settings.languages)})",
            report=report.id,
            path=report.path,
        )
        return Analysis(report.id, sentences=split(report.text)), (problem,)
    sentences, names = tag(report.text, split(report.text), tagger)
    entities = find_entities(report, sentences, names)
    times = find_times(report, sentences)
    quantities = find_quantities(report, sentences, times)
    attributions, quotes = find_attributions(
        report, sentences, entities, find_quotes(report, sentences)
    )
    flags = find_flags(report, sentences, entities)
    return (
        Analysis(
            report=report.id,
            sentences=sentences,
            names=names,
            entities=entities,
            quotes=quotes,
            attributions=attributions,
            quantities=quantities,
            times=times,
            flags=flags,
        ),
        (),
    )


def tag(
    text: str, sentences: tuple[Sentence, ...], tagger: Tagger
) -> tuple[tuple[Sentence, ...], tuple[Name, ...]]:
    """The sentences with their tokens and vectors, and the names of the whole text.

    Debris (lists of links, bare headlines of other pages) is tagged too: what it names
    must not be believed, but it is compared when copies are traced.
    """
    tagged = tagger.tag(text, [words(text, s.start, s.end) for s in sentences])
    full = tuple(
        replace(sentence, tokens=mended(t.tokens), vector=t.vector, factuality=t.factuality)
        for sentence, t in zip(sentences, tagged, strict=True)
    )
    return full, tuple(name for t in tagged for name in t.names)
