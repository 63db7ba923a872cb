"""`cchc query`: one SQL question to a release, which nothing in the question can change or leave.

Belongs here: answers. Does not belong here: what may be asked (`cchc.questions`), the seal (`cchc.releases.opened`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from cchc.errors import CchcError
from cchc.output import chosen_format, echo_csv, echo_parquet, echo_rows_json, echo_table, limited
from cchc.questions import why_refused
from cchc.releases import find_release, opened, release_option

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 10_000
_TABLE_ROWS = 50
_TABLES_HINT = 'see the tables with `cchc query "show tables"`'
_SYSTEM_TABLE = re.compile(r'"(?:[^"]*[. ])?(?:pg_|duckdb_|sqlite_|pragma_|information_schema)[^"]*"')
_NO_TABLE = re.compile(r'Table with name "?(?P<name>[^"\s]+)"? does not exist')
_HINTS = {
    "Parser Error": f"check the SQL, and {_TABLES_HINT}",
    "Catalog Error": _TABLES_HINT,
    "Binder Error": 'see the columns with `cchc query "describe <table>"`',
    "Permission Error": "a query reads the tables of the release and nothing else",
}


@click.command()
@click.argument("sql")
@click.option("--format", "format_name", type=click.Choice(["table", "csv", "json", "parquet"]),
              help="Default: table on a terminal, csv otherwise.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=0), help=f"Most rows to print; tables show {_TABLE_ROWS} by default.")
@release_option
def query(sql: str, format_name: str | None, limit: int | None, release_name: str) -> None:
    """Ask a release in SQL (DuckDB's dialect), such as "from fct_score limit 5".

    The question is read-only: it sees the tables of the release and nothing else of this machine.
    """
    import duckdb

    form = chosen_format(format_name)
    with opened(find_release(release_name)) as con:
        try:
            if (refusal := why_refused(con, sql)) is not None:
                raise CchcError(refusal)
            if form == "parquet":
                echo_parquet(_arrow(con, sql, limit))
                return
            cursor = con.execute(sql)
            columns = [column[0] for column in cursor.description or []]
            _echo(form, columns, _batches(cursor), limit)
        except duckdb.Error as error:
            raise CchcError(explained(str(error), _tables(con))) from None


def _batches(cursor: DuckDBPyConnection) -> Iterator[Sequence[Sequence[Any]]]:
    while batch := cursor.fetchmany(_BATCH):
        yield batch


def _arrow(con: DuckDBPyConnection, sql: str, limit: int | None) -> Any:
    table = con.sql(sql).to_arrow_table()
    return table if limit is None else table.slice(0, limit)


def _echo(form: str, columns: Sequence[str], batches: Iterator[Sequence[Sequence[Any]]], limit: int | None) -> None:
    if form == "csv":
        echo_csv(columns, limited(batches, limit))
    elif form == "json":
        echo_rows_json(columns, limited(batches, limit))
    else:
        rows = [row for batch in batches for row in batch]
        shown = rows[: _TABLE_ROWS if limit is None else limit]
        echo_table("", columns, shown)
        if left_out := len(rows) - len(shown):
            click.echo(f"{left_out:,} of {len(rows):,} rows are not shown; --limit {len(rows)} shows all.")


def _tables(con: DuckDBPyConnection) -> list[str]:
    """Names of the tables of a release; none when the failure left the connection unusable."""
    import duckdb

    try:
        return [name for (name,) in con.execute("select table_name from duckdb_tables() order by 1").fetchall()]
    except duckdb.Error:
        return []


def explained(message: str, tables: Sequence[str] = ()) -> str:
    """DuckDB's message in one sentence: its first line, its own suggestion if it has one, else ours.

    Its own tables (pg_*, duckdb_*) are no help; the nearest of `tables` are suggested instead.
    """
    first, *others = [line.strip() for line in message.splitlines() if line.strip()] or ["The query failed"]
    own = next((line for line in others if line.startswith(("Did you mean", "Candidate"))), None)
    kind = first.partition(":")[0]
    if own and _SYSTEM_TABLE.search(own):
        own = _nearest(first, tables)
    hint = own or _HINTS.get(kind)
    return f"{first.rstrip('.!')}" + (f" ({hint})." if hint else ".")


def _nearest(message: str, tables: Sequence[str]) -> str | None:
    """A suggestion of the tables named most like the one that the message misses."""
    missed = _NO_TABLE.search(message)
    near = difflib.get_close_matches(missed["name"].lower(), tables, n=2) if missed else []
    quoted = " or ".join(f'"{name}"' for name in near)
    return f"Did you mean {quoted}?" if near else None
