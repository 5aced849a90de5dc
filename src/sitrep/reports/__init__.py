"""Files, folders, pages, feeds, archives and addresses in; Reports and Problems out.

The public verbs of the room:

- :func:`read`: the reports of a body that is read once, and what could not be read.
- :func:`read_all`: the same with what a store acts on: withdrawals and feeds.
- :class:`Arriving`: the same, one report after the other, for what memory does not hold.
- :func:`poll`: what is new in a feed, and the state to hand in at the next look.
- :class:`Web`: asks servers politely; one for a whole run, its clock and sleep as arguments.

What they give are the records of :mod:`sitrep.arrivals`.
"""

from __future__ import annotations

from sitrep.reports.follow import poll
from sitrep.reports.read import Arriving, read, read_all
from sitrep.reports.web import Web

__all__ = ["Arriving", "Web", "poll", "read", "read_all"]
