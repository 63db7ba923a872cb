"""The explorer's pages and scripts, as built, laid into a release.

Belongs here: copying them, and saying what to do where they are not built. Does not belong here: building (`make
explorer`), data files.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.errors import ReleaseError
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAGE = "index.html"


def check_explorer(built: Path | None) -> None:
    """Raise ReleaseError where pages are wanted and not built."""
    if built is not None and not (built / PAGE).is_file():
        raise ReleaseError(
            f"The explorer is not built: {built} has no {PAGE}; run `make explorer` first, or set "
            "CCHC_EXPLORER=no for releases without pages."
        )


def write_explorer_site(_con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Copy what was built to `index.html` and `explorer/`; files get no times or rights of this machine."""
    if content.explorer is None:
        return
    for source in sorted(content.explorer.rglob("*")):
        if source.is_file():
            target = folder / source.relative_to(content.explorer)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
