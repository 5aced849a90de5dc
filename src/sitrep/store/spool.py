"""Reports in any order and number; the same in the order of time, the texts waiting on disk."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from types import TracebackType

from sitrep.errors import StoreError
from sitrep.records import Report
from sitrep.store.pack import as_micros, pack, unpack

__all__ = ["Spool"]

#: bytes of packed reports up to which nothing is written to disk
_IN_MEMORY = 16_000_000
#: where a report lies and how many bytes it has, at the end of what it is sorted by
_PLACE = struct.Struct(">QI")
#: times before any other; reports without one come first
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_MOMENT = struct.Struct(">Q")


class Spool:
    """Sorted by publication, then by update, then by id, so that versions come in their order.

    What is held in memory is some hundred bytes a report; used with ``with``, which gives the
    disk back.
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        """Goes through ``reports`` once.

        Raises:
            StoreError: when there is no room for them.
        """
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._order: list[bytes] = []
        at = 0
        for one in reports:
            data = pack(one)
            try:
                self._file.write(data)
            except OSError as error:
                raise StoreError(f"no room for reports that wait ({error.strerror})") from error
            self._order.append(_key(one) + _PLACE.pack(at, len(data)))
            at += len(data)
        self._order.sort()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Report]:
        for key in self._order:
            at, size = _PLACE.unpack(key[-_PLACE.size :])
            self._file.seek(at)
            yield unpack(Report, self._file.read(size))


def _key(report: Report) -> bytes:
    moments = (report.published or _NEVER, report.updated or _NEVER)
    since = as_micros(_NEVER)
    return b"".join(
        (
            *(_MOMENT.pack(as_micros(moment) - since) for moment in moments),
            report.id.encode("utf-8", "surrogatepass"),
            b"\0",  # so that an id comes before a longer one that begins like it
        )
    )
