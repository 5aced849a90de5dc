"""What a search for neighbours found as the bytes that are kept of it, and back."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from sitrep.store.stories import Placed
from sitrep.stories import Around

__all__ = ["packed", "unpacked"]

#: nearest, crowd and the bytes of what tells; those; then, for each report that came nearer,
#: eight bytes that tell its id, and the cosine
_HEAD = struct.Struct("<ddH")
_RAISED = struct.Struct("<8sd")


def packed(around: Around) -> bytes:
    """Some fifty bytes, and sixteen for each report that this one came near to."""
    raised = (_RAISED.pack(_short(report), cosine) for report, cosine in around.raised)
    head = _HEAD.pack(around.nearest, around.crowd, len(around.telling))
    return head + around.telling + b"".join(raised)


def unpacked(placed: Sequence[Placed]) -> Iterator[Around | None]:
    """What was kept of each report's neighbours, as far as those are among these reports too."""
    ids = {_short(one.report): one.report for one in placed}
    for one in placed:
        if one.around is None:
            yield None
            continue
        nearest, crowd, size = _HEAD.unpack_from(one.around)
        end = _HEAD.size + size
        near = _RAISED.iter_unpack(one.around[end:])
        raised = tuple((ids[short], cosine) for short, cosine in near if short in ids)
        yield Around(nearest, crowd, one.around[_HEAD.size : end], raised)


def _short(report: str) -> bytes:
    return blake2b(report.encode("utf-8", "surrogatepass"), digest_size=8).digest()
