"""``sitrep verify``: whether an evidence package is unaltered and its citations sound."""

from __future__ import annotations

import sys
from pathlib import Path

from sitrep.commands.exits import DONE, WITH_PROBLEMS
from sitrep.commands.files import whole
from sitrep.commands.problems import plain
from sitrep.evidence.opening import LARGEST
from sitrep.evidence.verify import Check, verify

__all__ = ["verify_package"]

#: faults of one check that are told; the count tells how many there are
_MOST_TOLD = 20


def verify_package(path: Path, digest: str | None, *, quiet: bool) -> int:
    """The exit code of ``sitrep verify``: 0 when all that could be checked holds, else 1.

    Args:
        path: the package; ``-`` for standard input.
        digest: the SHA-256 that was kept elsewhere.
        quiet: tell only what does not hold.

    Raises:
        UsageError: when the file cannot be read or ``digest`` is none.
    """
    verdict = verify(whole(path, LARGEST), digest=digest)
    for check in verdict.checks:
        if check.faults or not quiet:
            _tell(check)
    if not quiet:
        sys.stdout.write(f"SHA-256 of the package: {verdict.digest}\n")
        sys.stdout.write("sound\n" if verdict.sound else "NOT SOUND\n")
    return DONE if verdict.sound else WITH_PROBLEMS


def _tell(check: Check) -> None:
    if check.skipped:
        said = f"not checked: {check.skipped}"
    elif check.faults:
        said = f"FAILED, {len(check.faults)} of {check.items}"
    else:
        said = f"ok ({check.items})"
    sys.stdout.write(plain(f"{check.name}: {said}") + "\n")
    for fault in check.faults[:_MOST_TOLD]:
        sys.stdout.write("  " + plain(f"{fault.where}: {fault.what}") + "\n")
    if len(check.faults) > _MOST_TOLD:
        sys.stdout.write(f"  and {len(check.faults) - _MOST_TOLD} more\n")
