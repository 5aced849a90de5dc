"""What a search for neighbours found as the bytes that are kept of it, and back."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from sitrep.store.stories import Placed
from sitrep.stories import Around

__all__ = ["packed", "unpacked"]

#: nearest and crowd; then, for each report that came nearer, eight bytes that tell its id, and
#: the cosine
_HEAD = struct.Struct("<dd")
_RAISED = struct.Struct("<8sd")


def packed(around: Around) -> bytes:
    """Two numbers, and sixteen bytes for each report that this one came near to."""
    raised = (_RAISED.pack(_short(report), cosine) for report, cosine in around.raised)
    return _HEAD.pack(around.nearest, around.crowd) + b"".join(raised)


def unpacked(placed: Sequence[Placed]) -> Iterator[Around | None]:
    """What was kept of each report's neighbours, as far as those are among these reports too."""
    ids = {_short(one.report): one.report for one in placed}
    for one in placed:
        if one.around is None:
            yield None
            continue
        nearest, crowd = _HEAD.unpack_from(one.around)
        raised = _RAISED.iter_unpack(one.around[_HEAD.size :])
        yield Around(
            nearest, crowd, tuple((ids[short], cosine) for short, cosine in raised if short in ids)
        )


def _short(report: str) -> bytes:
    return blake2b(report.encode("utf-8", "surrogatepass"), digest_size=8).digest()
