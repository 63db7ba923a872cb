"""What the shell offers after the Tab key: units, indices, tables, figures and releases, from the latest release.

Belongs here: candidates for what was typed so far. Does not belong here: the script of a shell
(`cchc.completion_command`).

Whatever fails, nothing is offered and nothing is said: a half-typed line is no place for an error. Units are offered
without marks and blanks (`quang-ngai`), since a blank would end the word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from cchc.releases import LATEST, data_directory, find_release, opened, rows_of, versions
from cchc.text import fold, printable

_MOST = 50
"""More candidates than this help nobody."""
_UNITS = """
    select distinct split_part(unit_key, '/', 2) as value, canonical_name as help from dim_unit
    where level in ('province', 'ministry') and starts_with(split_part(unit_key, '/', 2), ?) order by all limit ?
"""
_KEYS = (
    "select unit_key as value, canonical_name as help from dim_unit where starts_with(unit_key, ?) order by all limit ?"
)
_INDICES = """
    select index_code as value, name_vi as help from dim_index
    where starts_with(lower(index_code), lower(?)) order by all limit ?
"""
_TABLES = (
    "select table_name as value, '' as help from duckdb_tables() where starts_with(table_name, ?) order by all limit ?"
)
_FIGURES = (
    "select figure_id as value, value_raw as help from fct_figure where starts_with(figure_id, ?) order by all limit ?"
)

Items = list[CompletionItem]
Source = Callable[[click.Context, str], Items]


def quiet(source: Source) -> Callable[[click.Context, click.Parameter, str], Items]:
    """A source of candidates as click calls it; nothing is offered when it fails."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
        try:
            return source(ctx, incomplete)
        except Exception:  # the line that is being typed is not to be broken, whatever is wrong
            return []

    return complete


def _found(ctx: click.Context, sql: str, incomplete: str) -> Items:
    release = find_release(ctx.params.get("release_name") or LATEST)
    with opened(release) as con:
        return _items(rows_of(con, sql, [incomplete, _MOST]))


def _items(rows: Sequence[dict[str, Any]]) -> Items:
    """Candidates of one line each: the shells read one a line."""
    return [
        CompletionItem(printable(row["value"]), help=printable(row["help"] or "") or None)
        for row in rows
        if printable(row["value"]) == row["value"]
    ]


def _units(ctx: click.Context, incomplete: str) -> Items:
    if "/" in incomplete:
        return _found(ctx, _KEYS, incomplete)
    return _found(ctx, _UNITS, fold(incomplete).replace(" ", "-"))


def _indices(ctx: click.Context, incomplete: str) -> Items:
    return _found(ctx, _INDICES, incomplete)


def _shown(ctx: click.Context, incomplete: str) -> Items:
    return [*_indices(ctx, incomplete), *_units(ctx, incomplete)]


def _cited(ctx: click.Context, incomplete: str) -> Items:
    return _found(ctx, _TABLES, incomplete) or _figures(ctx, incomplete)


def _figures(ctx: click.Context, incomplete: str) -> Items:
    return _found(ctx, _FIGURES, incomplete)


def _releases(_: click.Context, incomplete: str) -> Items:
    names = [LATEST, *versions(data_directory() / "release")[::-1]]
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


complete_unit = quiet(_units)
complete_index = quiet(_indices)
complete_shown = quiet(_shown)
complete_cited = quiet(_cited)
complete_figure = quiet(_figures)
complete_release = quiet(_releases)
