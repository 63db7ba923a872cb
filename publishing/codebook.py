"""The codebook of a release, or of a part of it: what every table, column, code, index, framework and domain is.

Belongs here: reading it from an open release, for chosen tables, indices and years. Does not belong here: its pages and
files (`publishing.codebook_page`, `publishing.codebook_files`).

Everything stands in the release's own database: descriptions are its comments, meanings of codes are `dim_code`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publishing.cells import cell_text
from publishing.dictionary import Description, split_description
from publishing.schema import PRIMARY_KEYS, RELEASE_INFO, identifier

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]
_LONGEST_EXAMPLE = 80
_BY_UNIT = Description("as unit_of_measure says", "theo unit_of_measure")
UNITS: dict[str, Description] = {
    "year": Description("year", "năm"),
    "percent": Description("percent of the maximum", "phần trăm so với tối đa"),
    "gap_percent": Description("percent of the maximum", "phần trăm so với tối đa"),
    "bytes": Description("bytes", "byte"),
    **{name: Description("rank, 1 is best", "thứ hạng, 1 là tốt nhất")
       for name in ("rank", "rank_published", "rank_computed", "rank_inferred", "region_rank")},
    **{name: Description("units", "đơn vị")
       for name in ("rank_of", "units", "units_expected", "units_scored", "units_ranked", "region_units")},
    **{name: _BY_UNIT
       for name in ("score", "max_score", "value", "low", "high", "width", "difference", "tolerance", "best_score",
                    "median_score", "gap_to_best", "change", "greatest_rise", "largest_difference", "points_lost",
                    "previous_year_score", "region_median_score", "region_best_score")},
}  # fmt: skip
"""The unit of a column by its name, for numbers whose description does not say it."""


@dataclass(frozen=True, slots=True)
class Code:
    """A value that a column may have, and what it means."""

    value: str
    meaning: Description
    corresponds_to: str | None


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """A column: its type and meaning, unit of numbers, codes where it is coded, rows without a value, a value."""

    name: str
    type: str
    meaning: Description
    unit: Description | None
    codes: tuple[Code, ...]
    nulls: int
    example: str | None


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table: meaning, key, the rows that are chosen, columns."""

    name: str
    meaning: Description
    key: tuple[str, ...]
    rows: int
    columns: tuple[ColumnEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All of it. `domains` are those of each framework, with maxima; `changes` the register (dim_domain_change)."""

    release: str
    citation: str
    tables: tuple[TableEntry, ...]
    indices: tuple[Row, ...]
    frameworks: tuple[Row, ...]
    domains: tuple[Row, ...]
    changes: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    index_codes: tuple[str, ...]
    years: tuple[int, ...]

    def condition(self, columns: Collection[str]) -> str:
        """SQL that is true of the chosen rows of a table with these columns."""
        parts = ["true"]
        if self.index_codes and "index_code" in columns:
            parts.append("index_code in (select unnest(cast($indices as varchar[])))")
        if self.years and "year" in columns:
            parts.append("year in (select unnest(cast($years as integer[])))")
        return " and ".join(parts)

    def parameters(self, sql: str) -> dict[str, Any]:
        """The values that the SQL names."""
        values = {"indices": list(self.index_codes), "years": list(self.years)}
        return {name: value for name, value in values.items() if f"${name}" in sql}


def codebook(
    con: DuckDBPyConnection,
    tables: Sequence[str] = (),
    index_codes: Sequence[str] = (),
    years: Sequence[int] = (),
) -> Codebook:
    """The codebook of an open release; of each choice nothing means all."""
    choice = _Choice(tuple(index_codes), tuple(years))
    info = con.execute(f"select version, citation from {RELEASE_INFO}").fetchone() or ("", "")  # noqa: S608 - a constant
    return Codebook(
        release=info[0],
        citation=info[1],
        tables=tuple(_tables(con, choice, frozenset(tables))),
        indices=_rows(con, choice, "select * from dim_index where {indices} order by index_code"),
        frameworks=_rows(con, choice, _FRAMEWORKS),
        domains=_rows(con, choice, _DOMAINS),
        changes=_rows(con, choice, "select * from dim_domain_change where {indices} order by domain_change_key"),
    )


_FRAMEWORKS = """
    select * from dim_framework
    where {indices} and exists (
        select 1 from dim_domain
        where dim_domain.framework_key = dim_framework.framework_key and {years}
    )
    order by index_code, valid_from_year, framework_key
"""
_DOMAINS = """
    select
        index_code, scope, framework_key, domain_code, min(year) as first_year, max(year) as last_year,
        min(name_vi) as name_vi, min(name_en) as name_en, max(max_score) as max_score, min(min_score) as min_score,
        max(weight) as weight, min(conformed_code) as conformed_code, min(sort_order) as sort_order
    from dim_domain where {indices} and {years}
    group by index_code, scope, framework_key, domain_code
    order by index_code, scope, first_year, framework_key, sort_order, domain_code
"""


def _rows(con: DuckDBPyConnection, choice: _Choice, sql: str) -> tuple[Row, ...]:
    filled = sql.format(indices=choice.condition(["index_code"]), years=choice.condition(["year"]))
    cursor = con.execute(filled, choice.parameters(filled))
    names = [column[0] for column in cursor.description or []]
    return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _tables(con: DuckDBPyConnection, choice: _Choice, chosen: frozenset[str]) -> Iterator[TableEntry]:
    comments = dict(
        con.execute(
            "select table_name, comment from duckdb_tables() where database_name = current_database()"
        ).fetchall()
    )
    codes = _codes(con)
    for name in sorted(comments):
        if not chosen or name in chosen:
            yield _table(con, choice, name, comments[name] or "", codes)


def _codes(con: DuckDBPyConnection) -> dict[tuple[str, str], tuple[Code, ...]]:
    found: dict[tuple[str, str], list[Code]] = {}
    for table, column, value, en, vi, corresponds_to in con.execute(
        "select table_name, column_name, value, name_en, name_vi, corresponds_to from dim_code order by 1, 2, 3"
    ).fetchall():
        found.setdefault((table, column), []).append(Code(value, Description(en or "", vi or ""), corresponds_to))
    return {place: tuple(held) for place, held in found.items()}


def _table(
    con: DuckDBPyConnection,
    choice: _Choice,
    name: str,
    comment: str,
    codes: dict[tuple[str, str], tuple[Code, ...]],
) -> TableEntry:
    columns = con.execute(
        "select column_name, data_type, comment from duckdb_columns() "
        "where database_name = current_database() and table_name = ? order by column_index",
        [name],
    ).fetchall()
    key = PRIMARY_KEYS.get(name, ())
    rows, *facts = _facts(con, choice, name, key, [column for column, _, _ in columns])
    entries = tuple(
        ColumnEntry(
            name=column,
            type=type_,
            meaning=split_description(text or ""),
            unit=UNITS.get(column),
            codes=codes.get((name, column), ()),
            nulls=rows - held,
            example=None if example is None else cell_text(example)[:_LONGEST_EXAMPLE],
        )
        for (column, type_, text), held, example in zip(columns, facts[::2], facts[1::2], strict=True)
    )
    return TableEntry(name, split_description(comment), key, rows, entries)


def _facts(
    con: DuckDBPyConnection, choice: _Choice, table: str, key: Sequence[str], columns: Sequence[str]
) -> tuple[Any, ...]:
    """The number of chosen rows; then of each column how many hold a value, and that of the first row with one."""
    order = ", ".join(identifier(name) for name in key) or "1"
    asked = ", ".join(f"count({c}), arg_min({c}, ({order}))" for c in map(identifier, columns))
    sql = f"select count(*), {asked} from {identifier(table)} where {choice.condition(columns)}"  # noqa: S608 - names are quoted
    return con.execute(sql, choice.parameters(sql)).fetchone() or ()
