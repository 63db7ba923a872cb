"""How SQL names a unit over its periods, the unit that issued a document, and members of an index without a total.

Belongs here: these expressions. Does not belong here: files of units.
"""

from __future__ import annotations


def unit_path_sql(key: str) -> str:
    """SQL: the key of a unit without its period; a key of two parts has none."""
    return rf"regexp_replace({key}, '^([^/]+/.+)/[^/]+$', '\1')"


LAST_UNITS = """
    select
        unit.unit_key, unit.level, unit.canonical_name as name,
        coalesce(parent.canonical_name, '') as province
    from dim_unit as unit left join dim_unit as parent on unit.parent_unit_key = parent.unit_key
    qualify row_number() over (
        partition by unit.level, unit.canonical_name,
            case when unit.level <> 'province' then parent.canonical_name end
        order by unit.valid_to desc nulls first, regexp_extract(unit.geography, '[0-9]{4}$') desc, unit.unit_key
    ) = 1
"""
"""The last period of each unit, by level, name and the name of what it lies in."""

ABSENT_MEMBERS = """
    dim_index_unit as member
    left join (
        select score.index_code, score.year, score.unit_key
        from fct_score as score inner join dim_domain as domain using (domain_key)
        where domain.is_total and score.score is not null group by all
    ) as held using (index_code, year, unit_key)
    where held.unit_key is null or member.reason_en is not null
"""
"""What follows `from`: members of an index in a year of which no total is held, or of which a reason is told."""
