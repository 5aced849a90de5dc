"""One frozen :class:`Settings`: every limit and threshold with its unit and source.

Thresholds that were tuned name the file in ``bench/results/`` that shows it; the others
name the rule they come from.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULT", "Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and thresholds of every stage; pass a changed copy to alter a run."""

    # -- reading ---------------------------------------------------------------
    #: largest file read, bytes; a 500-word article is 3 kB, a heavy page 2 MB. Larger files of rows
    #: are read line by line where not all is held in memory; then it is the longest line
    max_file_bytes: int = 20_000_000
    #: longest report text kept, characters; longer is cut with a Problem
    max_text_chars: int = 400_000
    #: files taken from one folder tree
    max_files: int = 20_000
    #: how deep folders are followed
    max_depth: int = 12
    #: shortest text taken for a report, characters of prose
    min_text_chars: int = 20
    #: shortest summary of a feed taken for the report itself, characters; teasers of news feeds
    #: have 100 to 400
    min_summary_chars: int = 1000
    #: records read from one archive, feed or list; a WARC file of a crawl has some 30,000
    max_records: int = 50_000
    #: bytes that one archive may unpack to; a WARC file of a crawl has 5 GB
    max_unpacked_bytes: int = 6_000_000_000
    #: pages read of one PDF
    max_pages: int = 500

    # -- fetching --------------------------------------------------------------
    #: whether addresses that are given are opened at all
    fetch: bool = True
    #: whether hosts may be asked whose addresses are private, loopback, link-local, multicast
    #: or otherwise not global (IANA special-purpose registries, RFC 6890)
    private_addresses: bool = False
    #: pause between two requests to one host, seconds; a longer "Crawl-delay" wins
    host_delay: float = 1.0
    #: longest "Crawl-delay" or "Retry-After" that is waited for, seconds
    longest_wait: float = 30.0
    #: longest silence of a server, seconds
    answer_timeout: float = 15.0
    #: longest time for one answer, seconds
    fetch_timeout: float = 60.0
    #: tries for an answer when the server is busy or cannot be reached
    fetch_tries: int = 3
    #: first pause before a second try, seconds; it doubles with each
    retry_pause: float = 2.0
    #: redirects followed; RFC 9309 asks for five at least
    max_redirects: int = 5
    #: pages fetched for the items of one feed at one look
    feed_pages: int = 30
    #: least time between two looks at one feed, seconds; what most feeds ask for in "ttl"
    feed_pause: float = 900.0
    #: longest time between two looks at a feed that keeps failing, seconds
    feed_longest_pause: float = 86_400.0
    #: items of a feed that are remembered as dealt with; all that it still shows, in any case
    feed_memory: int = 5000

    #: languages (ISO 639-1) that are analysed; the packaged model reads English alone
    languages: tuple[str, ...] = ("en",)

    # -- language model --------------------------------------------------------
    #: threads the model may use
    threads: int = 2

    # -- findings (ledger/) ----------------------------------------------------
    #: two groups of claims speak of one point from this mean probability up (0 to 1; best on
    #: ECB+, bench/results/alignment.json; from 0.3 to 0.45 the figure hardly changes)
    same_point: float = 0.35
    #: an edge between two reports merges their voices from this probability up when the
    #: lowest number of voices is counted (methods: cautious merging)
    cautious_edge: float = 0.3
    #: … and from this one up when the highest number is counted
    bold_edge: float = 0.9

    # -- brief -----------------------------------------------------------------
    #: most takeaways
    takeaways: int = 8
    #: longest line taken into a brief, characters; longer sentences are passed over
    max_line_chars: int = 360

    # -- lineage (bench/derivations/README.md) ---------------------------------
    #: words of a report that are compared; a long news report has 3,000
    lineage_most_words: int = 12_000
    #: sentences of a report that are compared
    lineage_most_sentences: int = 500
    #: probability from which a copy is recorded; below it nothing is said
    lineage_least: float = 0.2

    # -- stories (bench/stories/README.md) --------------------------------------
    #: mean likeness of all pairs of two groups of reports from which they are one story (0 to 1)
    story_similarity: float = 0.42
    #: cosine below which two reports are not alike at all, 0 to 1
    story_least_cosine: float = 0.05
    #: characters of a report's opening that are compared apart
    story_lead_chars: int = 600
    #: how much more a name or a number of two digits weighs than another word
    story_name_weight: float = 1.5
    #: made-up reports of open English that steady the word weights of few reports
    story_background: float = 200.0
    #: words of such a report
    story_report_words: int = 300
    #: characters of a report that its story is told by
    story_text_chars: int = 20_000
    #: days that a report stays in the window in which new ones find their story
    story_window_days: float = 30.0
    #: terms of a report that it can be found by; a report of 500 words has 250
    story_index_terms: int = 50
    #: newest reports that are looked up for one term
    story_posting_reports: int = 100
    #: reports looked up for one new report, over all its terms
    story_postings: int = 1_200
    #: reports that one new report is compared with in full
    story_candidates: int = 25
    #: mean likeness from which a new report is put into a story (0 to 1)
    story_online: float = 0.7
    #: members of a story, the likest first, that a new report is measured against
    story_members: int = 3
    #: newest reports of a story that are looked at again in a repair
    story_repair_reports: int = 200
    #: stories, the nearest first, that a new report lets a repair look at with its own
    story_repair_rivals: int = 8
    #: reports that a repair groups together at the most
    story_repair_together: int = 3000
    #: what standing in one story adds to a pair's likeness in a repair, and standing in two
    #: takes off, so that stories do not flap (0 to 1)
    story_hysteresis: float = 0.05

    # -- a kept ledger (upkeep/) -------------------------------------------------
    #: reports of stories that nobody asked for which are analysed to tell what is new; some
    #: seconds of work on two cores (bench/results/scale.json)
    news_reports: int = 30

    # -- claims ----------------------------------------------------------------
    #: longest sentence read for claims, words; longer ones are lists or scraped tables
    max_sentence_words: int = 400


DEFAULT = Settings()
