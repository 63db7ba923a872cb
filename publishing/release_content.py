"""What the steps that write a release share: one value, which every step is given and none changes.

Belongs here: `ReleaseContent` and the form of a step. Does not belong here: running steps (`publishing.steps`), what a
release is called (`publishing.content`).

The value travels to the processes that run the steps, so it holds nothing that cannot be pickled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.content import ReleaseInfo
from publishing.dictionary import TableDescription
from publishing.schema import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseContent:
    """What is released.

    `tables`: with `release_info`, sorted by name, that one last. `rows`: number of rows of each. `checks`: which checks
    were run and with what result. `manifest`: dbt's, scrubbed of what differs from machine to machine. `previous`:
    folder of the release that was `latest` when this one was first made, or None. `explorer`: folder of the built
    explorer, or None where the release shall have no pages.
    """

    tables: tuple[Table, ...]
    rows: Mapping[str, int]
    descriptions: Mapping[str, TableDescription]
    info: ReleaseInfo
    checks: Mapping[str, Any]
    manifest: Mapping[str, Any]
    previous: Path | None
    explorer: Path | None = None


Step = Callable[["DuckDBPyConnection", Path, ReleaseContent], None]
"""`write_xxx(con, folder, content)`: writes its own files of the release that is staged in `folder`.

`con` is the release's own database, open for reading. A step is a function of a module, so that another process finds
it by name; it looks at no clock and leaves nothing outside `folder`.
"""


def write_text(path: Path, text: str) -> None:
    """Write a file of a release: UTF-8, line ends as they are in `text`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
