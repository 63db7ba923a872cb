"""Units side by side, and what cannot be compared.

Belongs here: the one query of a comparison, and when it is refused as a whole. Does not belong here: changes from
the year before, which the warehouse holds (`mart_gap`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc.client.errors import NotComparableError
from cchc.client.naming import FoundUnit, Names
from cchc.client.selecting import Selection, Several, Years

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_LOCAL = ("department", "district", "commune")
"""Levels whose indices each province makes by a scheme of its own."""
_LEAST = 2

_SQL = """
    with asked as (select unnest(?) as position, unnest(?) as asked_name, unnest(?) as unit_key),
    named as (select distinct position, asked_name from asked),
    held as (select asked.position, t.* from fct_score as t join asked using (unit_key) where {conditions}),
    cells as (
        select year, domain_key, any_value(domain_code) as domain_code, any_value(domain_name_vi) as domain_name_vi,
               any_value(domain_name_en) as domain_name_en
        from held group by year, domain_key
    ),
    side as (
        select cells.year, cells.domain_key, cells.domain_code, cells.domain_name_vi, cells.domain_name_en,
               named.position, named.asked_name as unit_name, held.unit_key, held.geography, held.score, held.max_score,
               held.unit_of_measure, held.rank_published, held.rank_computed, held.rank_of, held.status, held.evidence,
               held.evidence_class, held.figure_id, held.score_key, gap.change
        from cells cross join named
        left join held
            on held.year = cells.year and held.domain_key = cells.domain_key and held.position = named.position
        left join mart_gap as gap on gap.score_key = held.score_key
    ),
    beside as (
        select u.*, r.unit_name as reference_unit_name, r.score as reference_score,
               r.evidence_class as reference_evidence_class,
               u.rank_published is not null and r.rank_published is not null as both_published,
               case when both_published then u.rank_published else u.rank_computed end as rank,
               case when both_published then r.rank_published else r.rank_computed end as reference_rank,
               case
                   when u.score is null
                       then concat('no score of ', u.unit_name, ' is held · chưa có điểm của ', u.unit_name)
                   when r.score is null
                       then concat('no score of ', r.unit_name, ' is held · chưa có điểm của ', r.unit_name)
                   when u.unit_of_measure is distinct from r.unit_of_measure
                       then 'printed in different units of measure · in theo đơn vị đo khác nhau'
                   when u.max_score <> r.max_score
                       then 'printed out of different maxima · in theo điểm tối đa khác nhau'
                   when u.geography is distinct from r.geography
                       then 'units of different geographies · đơn vị thuộc hai bộ địa giới'
               end as reason
        from side as u join side as r on r.year = u.year and r.domain_key = u.domain_key and r.position = 1
    )
    select ? as index_code, year, beside.domain_code, domain_name_vi, domain_name_en, unit_key, unit_name, score,
           reference_unit_name, reference_score,
           case when reason is null then round(score - reference_score, 6) end as difference,
           unit_of_measure, beside.max_score, rank, reference_rank,
           case when reason is null then reference_rank - rank end as rank_difference,
           rank_of, change, reason is null as comparable, reason, status, evidence, evidence_class,
           reference_evidence_class, figure_id, score_key
    from beside left join (select domain_key, sort_order from dim_domain) as d using (domain_key)
    order by year, d.sort_order nulls last, beside.domain_code, beside.domain_key, position
"""

_MEANINGS = {
    "reference_unit_name": ("Unit that was named first.", "Đơn vị nêu đầu tiên."),
    "reference_score": ("Score of the reference.", "Điểm của đơn vị nêu đầu tiên."),
    "difference": ("Score less that of the reference.", "Điểm trừ điểm của đơn vị nêu đầu tiên."),
    "rank": (
        "Rank as published where both were, else by score.",
        "Thứ hạng công bố nếu cả hai cùng có, nếu không thì tính theo điểm.",
    ),
    "reference_rank": ("Rank of the reference, of the same kind.", "Thứ hạng của đơn vị nêu đầu tiên, cùng loại."),
    "rank_difference": ("Places above the reference.", "Số bậc trên đơn vị nêu đầu tiên."),
    "change": ("Change from the year before, where it compares.", "Thay đổi so với năm trước, nếu so sánh được."),
    "comparable": ("Whether the two scores compare.", "Hai điểm có so sánh được không."),
    "reason": ("Why they do not.", "Lý do không so sánh được."),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison: its rows as a relation, and what to tell of it."""

    relation: DuckDBPyRelation
    told: Mapping[str, Any]
    warnings: Sequence[str] = ()

    @property
    def types(self) -> dict[str, str]:
        """The type of each column."""
        return {name: str(kind) for name, kind in zip(self.relation.columns, self.relation.types, strict=True)}

    @property
    def described(self) -> dict[str, dict[str, str]]:
        """The columns that this comparison computes, with their meaning."""
        empty = ("", "")
        return {
            name: {"en": _MEANINGS.get(name, empty)[0], "vi": _MEANINGS.get(name, empty)[1], "type": kind}
            for name, kind in self.types.items()
        }


def compared(
    names: Names, con: DuckDBPyConnection, units: Sequence[str], index: str, year: Years, domain: Several
) -> Compared:
    """Units beside the first of them in an index; NotComparableError where no scale measures them together."""
    if len(units) < _LEAST:
        raise NotComparableError("A comparison needs two units or more: compare(['Bắc Ninh', 'Hà Nội'], 'PAPI', 2024).")
    selection = Selection(names)
    selection.index(index)
    selection.year(year)
    selection.domain(domain)
    level = next(row["level"] for row in names.index_rows() if row["index_code"] == index)
    found = [names.unit(unit, [level], selection.told.get("year", ())) for unit in units]
    _check(found, index, level)
    keyed = [(position, unit.name, key) for position, unit in enumerate(found, 1) for key in unit.keys]
    sql = _SQL.replace("{conditions}", " and ".join(selection.conditions))
    parameters = [*(list(part) for part in zip(*keyed, strict=True)), *selection.parameters, index]
    told = selection.told | {"unit": [unit.name for unit in found], "unit_key": [key for _, _, key in keyed]}
    return Compared(con.sql(sql, params=parameters), told)


def _check(units: Sequence[FoundUnit], index: str, level: str) -> None:
    named = [unit.name for unit in units]
    if len(set(units)) < len(units):
        raise NotComparableError(f"A unit is compared with itself: {', '.join(named)}.")
    if len(levels := sorted({unit.level for unit in units})) > 1:
        raise NotComparableError(
            f"{', '.join(named)} are of different levels ({', '.join(levels)}): no index scores both."
        )
    parents = {unit.keys[0].split("/")[1] for unit in units}
    if level in _LOCAL and len(parents) > 1:
        raise NotComparableError(
            f"Each province makes {index} by a scheme of its own: units of {', '.join(sorted(parents))} do not compare."
        )
