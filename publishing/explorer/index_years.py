"""`index/<INDEX>/<year>` and `bounds/<INDEX>/<year>`: all that is held of an index in a year.

Belongs here: these two files. Does not belong here: series over years (`series`), a unit's own file (`units`).
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.explorer.columns import ABSENT, BOUND, CONTRADICTION, FIELD, FRAMEWORK, INDEX_YEAR, PROVED_BOUND, SCORE
from publishing.explorer.data_files import write_data
from publishing.explorer.domains import read_domains
from publishing.explorer.packing import Packed, Rows, Split, read, split
from publishing.explorer.units_sql import ABSENT_MEMBERS
from publishing.file_names import file_name
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_KEY = "{0}.index_code || '/' || {0}.year"
_COVERAGE = f"""
    select
        {_KEY.format("c")}, {", ".join(f"c.{name}" for name in INDEX_YEAR)},
        coalesce(held.totals_held, 0) as totals_held, coalesce(held.is_whole, false) as is_whole
    from mart_coverage as c
    left join (
        select gap.index_code, gap.year, gap.level, max(gap.totals_held) as totals_held,
            bool_or(gap.rank_worth is not null) as is_whole
        from mart_gap as gap inner join dim_domain as domain using (domain_key)
        where domain.is_total group by all
    ) as held using (index_code, year, level)
    order by c.index_code, c.year, c.level
"""
"""An index-year is whole where the warehouse tells what points are worth in ranks: then the totals of all are held."""
_FRAMEWORKS = f"""
    select distinct {_KEY.format("domain")}, {", ".join(f"framework.{name}" for name in FRAMEWORK)}
    from dim_domain as domain inner join dim_framework as framework using (framework_key)
    where domain.year is not null order by framework.framework_key
"""
_SCORES = f"""
    select
        {_KEY.format("score")}, {", ".join(f"score.{name}" for name in SCORE)},
        bound.low, bound.high, gap.change
    from fct_score as score
    left join fct_bound as bound
        on score.index_code = bound.index_code and score.year = bound.year and score.unit_key = bound.unit_key
        and score.domain_key = bound.domain_key and bound.measure = 'score'
    left join mart_gap as gap using (score_key)
    order by score.score_key
"""
_FIELDS = f"""
    select {_KEY.format("gap")}, domain_key, level, unit_of_measure,
        {", ".join(f"any_value({name}) as {name}" for name in FIELD)}
    from mart_gap as gap group by index_code, year, domain_key, level, unit_of_measure
    order by domain_key, level, unit_of_measure
"""
_BOUNDS = f"""
    select {_KEY.format("bound")}, {", ".join(f"bound.{name}" for name in BOUND)}
    from fct_bound as bound
    left join fct_score as score using (index_code, year, unit_key, domain_key)
    where case bound.measure
        when 'score' then score.score_key is null
        else score.rank_published is null and score.rank_inferred is null end
    order by bound.bound_key
"""
_ABSENT = f"""
    select {_KEY.format("member")}, {", ".join(f"member.{name}" for name in ABSENT)}
    from {ABSENT_MEMBERS}
    order by member.unit_key
"""
_PROVED = f"""
    select {_KEY.format("bound")}, {", ".join(PROVED_BOUND)} from fct_bound as bound order by bound_key
"""
_CONTRADICTIONS = f"""
    select {_KEY.format("found")}, {", ".join(CONTRADICTION)} from fct_contradiction as found order by contradiction_id
"""


def write_explorer_index_years(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write the files of every index and year that has coverage, domains or facts."""
    if content.explorer is None:
        return
    parts = {
        "coverage": split(read(con, _COVERAGE)),
        "frameworks": split(read(con, _FRAMEWORKS)),
        "domains": split(_by_index_year(read_domains(con))),
        "fields": split(read(con, _FIELDS)),
        "scores": split(read(con, _SCORES)),
        "bounds": split(read(con, _BOUNDS)),
        "absent": split(read(con, _ABSENT)),
    }
    for key in sorted({key for part in parts.values() for key in part.groups}):
        index_code, _, year = key.rpartition("/")
        write_data(folder, f"index/{_path(key)}", {"index_code": index_code, "year": int(year)} | _packed(parts, key))


def write_explorer_bounds(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write the intervals and contradictions of every index and year, with the steps that prove them."""
    if content.explorer is None:
        return
    parts = {"bounds": split(read(con, _PROVED)), "contradictions": split(read(con, _CONTRADICTIONS))}
    for key in sorted({key for part in parts.values() for key in part.groups}):
        write_data(folder, f"bounds/{_path(key)}", _packed(parts, key))


def _packed(parts: dict[str, Split], key: str) -> dict[str, Packed]:
    return {name: part.packed(key) for name, part in parts.items()}


def _path(key: str) -> str:
    index_code, _, year = key.rpartition("/")
    return f"{file_name(index_code)}/{file_name(year)}"


def _by_index_year(domains: Rows) -> Rows:
    """Domains with the key of their index-year in front; those of no year belong to none."""
    index_at, year_at = domains.columns.index("index_code"), domains.columns.index("year")
    rows: list[tuple[Any, ...]] = [
        (f"{row[index_at]}/{row[year_at]}", *row) for row in domains.rows if row[year_at] is not None
    ]
    return Rows(("split_by", *domains.columns), rows)
