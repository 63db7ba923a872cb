"""What plans say about a unit's domains: who improved most there and what they and others planned, and its own plans.

Belongs here: the questions about plans and what a person reads of the answers. Does not belong here: scores
(`cchc.unit_report`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cchc.releases import rows_of
from cchc.report import Section, told_once, whole
from cchc.unit_names import Unit

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_SHOWN = 20
# A unit's key without its period: a plan of 2025 may stand under another period than a score of 2024.
_PLACE = "regexp_replace({}, '/[^/]+$', '')"
_TASKS = f"""
    select conformed_code, conformed_name_vi, unit_name, level, province_name, {_PLACE.format("unit_key")} as place,
           list(plan_year order by plan_year) as plan_years, text, deadline_raw, due_on, lead_units, document_id,
           document_title, document_full_number, task_id
    from mart_domain_task
    where conformed_code in (select unnest($codes))
        and ({_PLACE.format("unit_key")} is null or {_PLACE.format("unit_key")} not in (select unnest($places)))
    group by all
    order by conformed_code, unit_name nulls last, task_id
"""  # noqa: S608 - our own names
_OWN_TASKS = f"""
    select plan_years, conformed_code, domain_label, text, deadline_raw, due_on, lead_units, document_id, task_id
    from fct_task
    where is_current and {_PLACE.format("issuer_unit_key")} in (select unnest($places))
        and ($index is null or list_contains(index_codes, $index))
    order by plan_years, document_id, position
"""  # noqa: S608 - our own names
_OWN_TARGETS = f"""
    select plan_years, index_code, conformed_code, description, operator, value, value_to, unit_of_measure, base,
           deadline_raw, due_on, document_id, target_id
    from fct_target
    where is_current and {_PLACE.format("issuer_unit_key")} in (select unnest($places))
        and ($index is null or list_contains(index_codes, $index))
    order by plan_years, document_id, position
"""  # noqa: S608 - our own names

Rows = list[dict[str, Any]]


def plan_sections(
    con: DuckDBPyConnection, unit: Unit, domains: Sequence[Mapping[str, Any]], index_code: str | None
) -> tuple[Section, ...]:
    """Who improved most in the domains of a unit, what others planned there, and its own tasks and targets."""
    codes = sorted({row["conformed_code"] for row in domains if row["conformed_code"]})
    places = sorted({key.rpartition("/")[0] for key in unit.keys})
    tasks = rows_of(con, _TASKS, {"codes": codes, "places": places})
    asked = {"places": places, "index": index_code}
    own, targets = rows_of(con, _OWN_TASKS, asked), rows_of(con, _OWN_TARGETS, asked)
    improved = _improved(domains, tasks)
    planned = _planned(domains, tasks)
    return (
        Section("improved", "Who improved most in each domain", improved,
                told_once([_improved_line(row) for row in improved], "index", "year")),
        Section("planned", "What others planned for these domains", planned,
                [_line(row) for row in planned[:_MOST_SHOWN]], _left_out(planned), ("lead", "document")),
        Section("tasks", "Tasks of its own plans", own, [_own_line(row) for row in own[:_MOST_SHOWN]], _left_out(own),
                ("lead", "document")),
        Section("targets", "Targets of its own plans", targets, [_target_line(row) for row in targets[:_MOST_SHOWN]],
                _left_out(targets), ("base", "document")),
    )  # fmt: skip


def _improved(domains: Sequence[Mapping[str, Any]], tasks: Rows) -> Rows:
    """A row a domain: the unit that rose most, by how much, and how many tasks of its plans for it are held."""
    return [
        {
            "index_code": row["index_code"],
            "year": row["year"],
            "domain_code": row["domain_code"],
            "name_vi": row["name_vi"],
            "own_change": row["change"],
            "most_risen_unit_name": row["most_risen_unit_name"],
            "greatest_rise": row["greatest_rise"],
            "planned_tasks_held": sum(_is_of_most_risen(task, row) for task in tasks),
            "most_risen_unit_key": row["most_risen_unit_key"],
        }
        for row in domains
        if _is_rise(row) and "." not in row["domain_code"]
    ]


def _planned(domains: Sequence[Mapping[str, Any]], tasks: Rows) -> Rows:
    """The tasks of others, those of the unit that rose most in a domain first."""
    marked = [
        {**task, "rose_most_in": [_named(row) for row in domains if _is_of_most_risen(task, row)]} for task in tasks
    ]
    return sorted(marked, key=lambda task: not task["rose_most_in"])


def _is_rise(row: Mapping[str, Any]) -> bool:
    """Where every unit fell, the one that fell least improved nothing."""
    return bool(row["greatest_rise"] is not None and row["greatest_rise"] > 0)


def _is_of_most_risen(task: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    risen = row["most_risen_unit_key"] if _is_rise(row) else None
    return bool(risen and task["place"] == risen.rpartition("/")[0] and task["conformed_code"] == row["conformed_code"])


def _named(row: Mapping[str, Any]) -> str:
    return f"{row['index_code']} {row['year']}/{row['domain_code']}"


def _improved_line(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "index": row["index_code"],
        "year": row["year"],
        "domain": row["domain_code"],
        "name": row["name_vi"],
        "own change": row["own_change"],
        "rose most": row["most_risen_unit_name"],
        "by": row["greatest_rise"],
        "its tasks held": row["planned_tasks_held"],
    }


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "subject": row["conformed_name_vi"],
        "unit": row["unit_name"] or "",
        "rose most in": row["rose_most_in"],
        "for": _years(row),
        "task": row["text"],
        "due": row["due_on"] or row["deadline_raw"],
        "lead": row["lead_units"],
        "document": row["document_full_number"] or row["document_id"],
    }


def _own_line(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "for": _years(row),
        "domain": row["domain_label"] or row["conformed_code"],
        "task": row["text"],
        "due": row["due_on"] or row["deadline_raw"],
        "lead": row["lead_units"],
        "document": row["document_id"],
    }


def _target_line(row: Mapping[str, Any]) -> dict[str, Any]:
    value = whole(row["value"]) if row["value_to"] is None else f"{row['value']:g}-{row['value_to']:g}"
    return {
        "for": _years(row),
        "target": row["description"],
        "operator": row["operator"],
        "value": value,
        "unit": row["unit_of_measure"],
        "base": row["base"],
        "due": row["due_on"] or row["deadline_raw"],
        "document": row["document_id"],
    }


def _years(row: Mapping[str, Any]) -> str:
    return ", ".join(str(year) for year in row["plan_years"] if year is not None)


def _left_out(rows: Rows) -> tuple[str, ...]:
    more = len(rows) - _MOST_SHOWN
    return (f"{more:,} of {len(rows):,} are not shown; --format json and csv have all.",) if more > 0 else ()
