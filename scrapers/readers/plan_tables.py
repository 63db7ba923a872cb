"""Tasks and deductions that a plan prints as a table.

Belongs here: tables whose header names a task and who does it, or a criterion and why it lost points; each row is one.
Does not belong here: tables of scores (`scrapers.readers.score_tables`) and running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from scrapers.documents.model import Cell, Table
from scrapers.readers.bodies import leading_bodies, split_bodies
from scrapers.readers.citation_grammar import find_mentions
from scrapers.readers.deadlines import read_deadline
from scrapers.readers.failures import find_lost_points, find_threshold
from scrapers.readers.headings import domain_of
from scrapers.readers.obligations import leading_verb
from scrapers.readers.origin import Origin
from scrapers.readers.plan import Plan
from scrapers.records import DeductionRecord, TaskRecord
from scrapers.vocabulary.numbers import parse_number
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.text import fold, nfc, tidy
from scrapers.vocabulary.wording import reading_form

READER = "plan_tables"
VERSION = "2"

_HEADER_ROWS = 3
_FEWEST_WORDS = 3
_SECTION_WORDS = 40
_NUMBERING = re.compile(r"^\s*(?:[IVX]{1,5}|\d{1,3}(?:\.\d{1,3}){0,4}|[A-Ha-h])[.)]?\s*$")


@dataclass(slots=True)
class _Row:
    """A row of a table of a plan: its cells by what their columns hold, and the domain that the rows above name."""

    cells: dict[str, Cell]
    domain: tuple[str, str] | None = None
    values: dict[str, str] = field(default_factory=dict)

    def value(self, kind: str) -> str:
        """The words of a column, in reading form; empty where the row has none."""
        if kind not in self.values:
            cell = self.cells.get(kind)
            self.values[kind] = reading_form(tidy(nfc(cell.text))) if cell else ""
        return self.values[kind]


def read_table_tasks(plan: Plan, origin: Origin) -> Iterator[TaskRecord]:
    """The tasks of all tables that name a task and who leads it."""
    position = 0
    for row in _rows(plan, ("task", "lead")):
        if len(row.value("task").split()) >= _FEWEST_WORDS:
            position += 1
            yield _task(plan, origin, row, position)


def read_table_deductions(plan: Plan, origin: Origin) -> Iterator[DeductionRecord]:
    """The criteria of all tables that name a criterion and why, or how much, it lost."""
    position = 0
    for row in _rows(plan, ("criterion",)):
        is_told = row.value("reason") or row.value("lost")
        if is_told and len(row.value("criterion").split()) >= _FEWEST_WORDS:
            position += 1
            yield _deduction(plan, origin, row, position)


def _rows(plan: Plan, needed: tuple[str, ...]) -> Iterator[_Row]:
    for one in plan.document.tables:
        header, columns = _header(one)
        if not set(needed) <= set(columns):
            continue
        domain: tuple[str, str] | None = None
        for cells in one.rows[header + 1 :]:
            by_kind = {kind: cells[at] for kind, at in columns.items() if at < len(cells)}
            row = _Row(by_kind, domain)
            filled = [cell for cell in cells if fold(cell.text) and not _NUMBERING.match(cell.text)]
            named = _named(plan, filled)
            if named and len(filled) == 1:
                domain = named
            elif len(filled) > 1:
                yield row


def _named(plan: Plan, cells: list[Cell]) -> tuple[str, str] | None:
    """The domain that a row with one filled cell names."""
    text = tidy(nfc(cells[0].text)) if len(cells) == 1 else ""
    return domain_of(text, plan.families) if text and len(text.split()) <= _SECTION_WORDS else None


def _header(one: Table) -> tuple[int, dict[str, int]]:
    """The number of the header's row, and the place of each kind of column."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(one.rows[:_HEADER_ROWS]):
        columns: dict[str, int] = {}
        for at, cell in enumerate(row):
            if kind := _kinds().get(fold(cell.text)):
                columns.setdefault(kind, at)
        if len(columns) > len(best[1]):
            best = (number, columns)
    return best


def _task(plan: Plan, origin: Origin, row: _Row, position: int) -> TaskRecord:
    words = row.value("task")
    printed = row.value("deadline")
    deadline = read_deadline(printed, plan.year) if printed else None
    phrase = leading_bodies(row.value("lead"))
    lead = phrase.bodies if phrase else split_bodies(row.value("lead"))
    cell = row.cells["task"]
    return TaskRecord(
        **origin.at(plan.document, cell.locator, READER, VERSION),
        position=position,
        section=None,
        conformed_code=row.domain[0] if row.domain else None,
        domain_label=row.domain[1] if row.domain else None,
        text=tidy(cell.text),
        verb=leading_verb(words),
        lead_units=lead,
        coordinating_units=split_bodies(row.value("coordinating")),
        units_from="item" if lead else "none",
        deadline=deadline.on if deadline else None,
        deadline_raw=deadline.raw if deadline else None,
    )


def _deduction(plan: Plan, origin: Origin, row: _Row, position: int) -> DeductionRecord:
    cell = row.cells["criterion"]
    told = f"{row.value('criterion')}\n{row.value('reason')}"
    threshold = find_threshold(told)
    lost = parse_number(row.value("lost").removesuffix("điểm").lstrip("-")) if row.value("lost") else None
    return DeductionRecord(
        **origin.at(plan.document, cell.locator, READER, VERSION),
        position=position,
        section=None,
        conformed_code=row.domain[0] if row.domain else None,
        domain_label=row.domain[1] if row.domain else None,
        criterion=tidy(cell.text),
        reason=tidy(row.cells["reason"].text) or None if "reason" in row.cells else None,
        threshold_operator=threshold.operator if threshold else None,
        threshold_value=threshold.value if threshold else None,
        threshold_unit=threshold.unit if threshold else None,
        lost_points=lost if lost is not None else find_lost_points(told),
        evidence=tuple(dict.fromkeys(mention.full_number or mention.printed for mention in find_mentions(told))),
    )


@cache
def _kinds() -> dict[str, str]:
    return {fold(row["header"]): row["kind"] for row in table("plan_columns", "header", "kind")}
