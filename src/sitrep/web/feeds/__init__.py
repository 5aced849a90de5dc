"""Feeds of stories' briefs and of what is new: Atom (RFC 4287) and JSON Feed 1.1.

``entries`` makes what both formats hold; ``atom`` and ``jsonfeed`` write it; ``table`` tells
the interface where they are.
"""
