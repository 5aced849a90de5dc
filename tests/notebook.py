"""The notebook of the documentation, run. ``python -m tests.notebook`` writes its outputs anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

PAGE = Path(__file__).parent.parent / "docs" / "notebook.ipynb"


def stored() -> Any:
    """The notebook as it stands in the documentation."""
    return nbformat.read(PAGE, as_version=4)  # type: ignore[no-untyped-call]


def run() -> Any:
    """The notebook run from its folder, without what differs from run to run."""
    notebook = stored()
    NotebookClient(
        notebook,
        timeout=300,
        coalesce_streams=True,
        resources={"metadata": {"path": str(PAGE.parent)}},
    ).execute()
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata.language_info = {"name": "python"}
    return notebook


if __name__ == "__main__":
    nbformat.write(run(), PAGE)  # type: ignore[no-untyped-call]
