"""The pages of the desk: one function each, an address and what it shows."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from sitrep.web.desk import Desk
from sitrep.web.pages import common, lists, points, report, search, story, told

__all__ = ["PAGES"]

Page = Callable[[Desk, Request], Response]

PAGES: tuple[tuple[str, Page], ...] = (
    ("/", lists.stories),
    ("/new", lists.news),
    ("/due", lists.due),
    ("/corrections", lists.corrections),
    ("/problems", lists.problems),
    ("/search", search.search),
    ("/tour", lists.tour),
    ("/login", lists.login),
    ("/story/{story}", story.brief),
    ("/progress/{job}", common.progress),
    ("/story/{story}/agreement", points.agreement),
    ("/story/{story}/finding/{finding}", points.finding),
    ("/story/{story}/copies", story.copies),
    ("/story/{story}/copies/{by}/{of}", story.pair),
    ("/story/{story}/quotes", told.quotes),
    ("/story/{story}/reactions", told.reactions),
    ("/story/{story}/numbers", told.numbers),
    ("/story/{story}/timeline", told.timeline),
    ("/story/{story}/outlook", told.outlook),
    ("/story/{story}/new", lists.story_news),
    ("/story/{story}/sources", story.sources),
    ("/story/{story}/corrections", lists.story_corrections),
    ("/report/{report}", report.report),
    ("/report/{report}/passage", report.passage),
    ("/report/{report}/versions", report.versions),
)
