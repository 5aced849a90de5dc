"""The kept ledger that a command works on, opened and given back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sitrep.settings import DEFAULT

if TYPE_CHECKING:
    from sitrep.protocols import Mapper
    from sitrep.upkeep import LedgerKeeper

__all__ = ["DEFAULT_DB", "kept"]

#: the ledger of commands that name none: a file in the present folder
DEFAULT_DB = "sitrep.db"


@contextmanager
def kept(
    address: str, *, create: bool = False, mapper: Mapper | None = None
) -> Iterator[LedgerKeeper]:
    """The ledger at ``address``, for as long as a command works on it.

    Args:
        address: a file, or the address of a PostgreSQL database.
        create: make an empty ledger where there is none.
        mapper: what applies the stages that read one report alone.

    Raises:
        UsageError: when there is no ledger at the address.
        StoreError: when it cannot be opened.
    """
    from sitrep.upkeep import open_ledger

    keeper = open_ledger(address, DEFAULT, create=create, mapper=mapper)
    try:
        yield keeper
    finally:
        keeper.close()
