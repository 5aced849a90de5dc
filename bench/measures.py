"""Which sets are measured, on which open part, by which figures, beside what is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench import scores, scores_stories
from bench.scores import Summary, Tally

__all__ = ["MEASURES", "Measure"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table: a set's open part and how it is judged.

    Attributes:
        set: as on the command line.
        split: the gold file's name.
        tally: gold row and prediction to one part a document.
        summary: parts to figures; the first is the headline.
        key: the field that names a row.
        beside: figure to what is published or reached by simple tools.
        cap: rows that are drawn unless all are asked for; 0 for all (groupings need all).
        fitted: the model of the bench that was fitted on this very part, or "".
        unit: the field of rows that hang together and are drawn together, or "".
        kept: the kind of the gold rows that belong to the task, or "" for all.
    """

    set: str
    split: str
    tally: Tally
    summary: Summary
    key: str = "id"
    beside: Mapping[str, str] = field(default_factory=dict)
    cap: int = 0
    fitted: str = ""
    unit: str = ""
    kept: str = ""

    @property
    def name(self) -> str:
        """Set and split."""
        return f"{self.set} {self.split}"


MEASURES = (
    Measure(
        "polnear", "dev", scores.attributions, scores.attribution_figures, cap=24,
        beside={"content soft F1": "one regular expression 37.0", "speaker right": "50.9"},
    ),
    Measure("gum:attributions", "dev", scores.attributions, scores.attribution_figures, cap=12),
    Measure("gum:damage", "dev", scores.alarms, scores.alarm_figures),
    Measure("meantime:damage", "dev", scores.alarms, scores.alarm_figures),
    Measure("allsides-stories:damage", "docs", scores.alarms, scores.alarm_figures, cap=400),
    Measure("news-cluster-5w1h:damage", "docs", scores.alarms, scores.alarm_figures, cap=120),
    Measure(
        "allsides-stories:takeaways", "docs", scores.titles, scores.title_figures, unit="story"
    ),
    Measure(
        "news-cluster-5w1h:takeaways", "docs", scores.titles, scores.title_figures, unit="story"
    ),
    Measure("gvc:damage", "docs", scores.alarms, scores.alarm_figures, cap=120),
    Measure("gum:entities", "dev", scores.named, scores.span_figures, cap=12),
    Measure(
        "times", "gum_dev", scores.times, scores.time_figures,
        beside={"value F1": "regular expressions 65.3 (test half)"},
    ),
    Measure(
        "times", "recognizers_dev", scores.times, scores.time_figures,
        beside={"value F1": "regular expressions 24.5 (test half)"},
    ),
    Measure(
        "meantime", "dev", scores.meantime, scores.meantime_figures, cap=40,
        beside={"time value F1": "regular expressions 75.4"},
    ),
    Measure(
        "quantities", "recognizers_dev", scores.quantities, scores.quantity_figures,
        beside={"overlap and value F1": "quantulum3 45.3 (test half)"},
    ),
    Measure("quantities", "quantulum3_dev", scores.quantities, scores.quantity_figures),
    Measure(
        "ner", "uner_pud_dev", scores.coarse_names, scores.span_figures,
        beside={"F1": "simple tools 61 (test half)"},
    ),
    Measure(
        "ner", "crossner_politics_dev", scores.coarse_names, scores.span_figures,
        beside={"F1": "simple tools 52 (test half)"},
    ),
    Measure(
        "treebank", "en_ewt-ud-dev", scores.tree, scores.tree_figures, cap=600,
        beside={"UPOS": "spaCy from nothing 92", "LAS": "spaCy from nothing 77"},
    ),
    Measure("treebank", "en_gum-open-dev", scores.tree, scores.tree_figures, cap=300),
    Measure("treebank", "en_pud-ud-dev", scores.tree, scores.tree_figures, cap=300),
    Measure(
        "events", "plv_train", scores.root, scores.root_figures, cap=500,
        beside={"macro-F1": "ZSP 82.1 (test), TF-IDF 64.3"},
    ),
    Measure("events", "plover_gsr_dev", scores.root, scores.root_figures),
    Measure(
        "factuality", "uds_ih2_dev", scores.factuality, scores.factuality_figures, cap=500,
        beside={"r": "word rules 33.1 (test)"},
    ),
    Measure("re3d", "dev", scores.entities, scores.span_figures, cap=20),
    Measure(
        "html-articles", "scrapinghub_dev", scores.shingles, scores.shingle_figures,
        beside={"F1": "trafilatura 96.5"},
    ),
    Measure(
        "html-articles", "trafilatura_dev", scores.segments, scores.page_figures,
        beside={"F1": "trafilatura 91.3", "date right": "htmldate 88.7"},
    ),
    Measure(
        "gvc:docs", "docs", scores_stories.story, scores_stories.story_figures,
        unit="story",
        beside={"BCubed F1": "TF-IDF 96.8"},
    ),
    Measure(
        "allsides-stories", "docs", scores_stories.story, scores_stories.story_figures,
        unit="story",
        beside={"BCubed F1": "TF-IDF 81.2"},
    ),
    Measure(
        "news-cluster-5w1h", "docs", scores_stories.story, scores_stories.story_figures,
        unit="story",
        beside={"BCubed F1": "MiniLM 96.3"},
    ),
    Measure(
        "gvc:numbers", "incidents", scores_stories.toll, scores_stories.toll_figures,
        key="story", cap=60,
        beside={"both exact": "always the commonest 63.6"},
    ),
    Measure(
        "ecbplus:pairs", "pairs", scores_stories.pair, scores_stories.pair_figures,
        beside={"AUC": "TF-IDF 89.3"}, unit="topic", fitted="ecbplus",
    ),
    Measure(
        "ecbplus:events", "mentions", scores_stories.chain, scores_stories.chain_figures,
        beside={"CoNLL F1": "same stem 72.5; Held et al. 85.7 (test)"},
        unit="topic", fitted="ecbplus:events", kept="event",
    ),
    Measure(
        "semeval22-news-sim", "pairs", scores_stories.alike, scores_stories.alike_figures,
        beside={"r": "MiniLM 84.1; HFL 87.2 (official test)"}, fitted="similarity",
    ),
    Measure(
        "bump", "pairs", scores_stories.bump, scores_stories.bump_figures,
        beside={"task 1 AUC": "QAFactEval 71.5; words found 53.3"}, unit="doc_id", fitted="bump",
    ),
    Measure(
        "summedits-news", "summaries", scores_stories.edits, scores_stories.edits_figures,
        beside={"balanced accuracy": "QAFactEval 74.4; words found 54.4"},
        unit="doc_id", fitted="summedits-news",
    ),
)  # fmt: skip
