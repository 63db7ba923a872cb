"""Finding and opening releases. The only way of this package to data.

Belongs here: the data directory, naming a release, opening its database so that nothing but its own tables
can be read. Does not belong here: asking it anything.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cchc.errors import CchcError
from cchc.text import nearest
from orchestration.paths import DataPaths

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from duckdb import DuckDBPyConnection

DATABASE = "cchc.duckdb"
LATEST = "latest"
_SEALED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "temp_directory": "",
    "lock_configuration": "true",
}
"""No file but the release is read, nothing is written (not even to spill), and no query can change that."""

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Release:
    """A release on disk.

    `path` is the folder of the version itself, so that a later `latest` does not move it.
    """

    path: Path
    version: str
    built_from: date

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.path / DATABASE


def data_directory() -> Path:
    """The data directory: CCHC_DATA, or data/ of the project. Raises CchcError when it is not there."""
    directory = DataPaths.from_environment().root
    if not directory.is_dir():
        raise CchcError(f"There is no data directory {directory}: set CCHC_DATA, or make it with `cchc run`.")
    return directory


def find_release(name: str = LATEST) -> Release:
    """The release called `name`: a version, `latest`, or the path of a release folder.

    Raises CchcError if none.
    """
    if os.sep in name or name in (os.curdir, os.pardir):
        return read_release(Path(name))
    root = data_directory() / "release"
    if not (root / LATEST).exists():
        raise CchcError(f"There is no release yet under {root}: run `cchc run`.")
    if not (root / name).is_dir():
        known = versions(root)
        near = [version for version in known if version.startswith(name)] or nearest(name, known, 1)
        hint = f"did you mean {near[-1]}?" if near else f"the newest are {', '.join(known[-3:])}."
        raise CchcError(f"There is no release {name} under {root}; {hint}")
    return read_release(root / name)


def versions(root: Path) -> list[str]:
    """Versions under a release directory, oldest first."""
    return sorted(path.name for path in root.iterdir() if (path / DATABASE).is_file() and not path.is_symlink())


def read_release(path: Path) -> Release:
    """The release in the folder `path`. Raises CchcError when it is none, or not whole."""
    folder = path.resolve()
    try:
        facts = json.loads((folder / "release.json").read_text(encoding="utf-8"))
        release = Release(folder, str(facts["version"]), date.fromisoformat(facts["built_from"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise CchcError(f"{path} is not a release: its release.json is missing or broken.") from None
    if not release.database.is_file():
        raise CchcError(f"{path} is not a whole release: it has no {DATABASE}.")
    return release


@contextmanager
def opened(release: Release) -> Iterator[DuckDBPyConnection]:
    """The database of a release, sealed: read only, no other file, no extension, no change of settings."""
    import duckdb

    try:
        con = duckdb.connect(str(release.database), read_only=True, config=dict(_SEALED))
    except duckdb.Error as error:
        raise CchcError(f"The release {release.version} cannot be opened: {str(error).splitlines()[0]}") from None
    with con:
        try:
            yield con
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            # Questions of our own; those of a person are answered by `cchc query` itself.
            raise CchcError(
                f"The release {release.version} does not hold what this command reads, since another version of the "
                f"program made it ({str(error).splitlines()[0].rstrip('.!')}); choose another with --release."
            ) from None


def rows_of(
    con: DuckDBPyConnection, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries by column name; parameters by position (?) or by name ($name)."""
    cursor = con.execute(sql, dict(parameters) if isinstance(parameters, Mapping) else list(parameters))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _complete_release(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from cchc.completing import complete_release  # completing opens releases, too

    return complete_release(ctx, parameter, incomplete)


def release_option(command: Command) -> Command:
    """The option --release of commands that read one."""
    return click.option(
        "--release",
        "release_name",
        default=LATEST,
        show_default=True,
        metavar="VERSION|PATH",
        shell_complete=_complete_release,
        help="Which release.",
    )(command)
