"""Values read off pictures: which the rules bear out, which they mend, and which stay in doubt.

Belongs here: the decisions. Does not belong here: the rules (`panel`) and what looks alike (`likely_misreadings`).

A value is borne out if every other value that the picture could be taken for breaks a rule: then its confidence does
not matter. One that breaks a rule is mended only where exactly one other reading satisfies them all. Everything else
that was read with less than near certainty is in doubt, and so is every value of a row that does not add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scrapers.readers.context import Place
from scrapers.readers.tables.likely_misreadings import alike, cleaned, decimals_of, with_one_digit_wrong
from scrapers.readers.tables.panel import (
    TOTAL_RANK,
    TOTAL_SCORE,
    Column,
    Entry,
    Panel,
    panels_of,
    settle_formula,
    settle_ranks,
)
from scrapers.readers.tables.table_records import Printed, Verdict
from scrapers.records import Measure

_CERTAIN = 0.96
"""Least confidence of a word at which a value that no rule bears out is not doubted."""


def review(printed: Sequence[Printed]) -> dict[int, Verdict | None]:
    """The verdict of each value that was read off a picture, by its identity; None where no value is known."""
    verdicts: dict[int, Verdict | None] = {}
    for panel in panels_of(printed):
        _mend_forms(panel)
        settle_formula(panel)
        for place in panel.rows:
            _mend_row(panel, place)
        settle_ranks(panel)
        for place in panel.rows:
            _mend_rank(panel, place)
        for place, column, entry in _entries(panel):
            _doubt(panel, place, column, entry)
            value = entry.value
            verdicts[id(entry.printed)] = None if value is None else Verdict(value, entry.doubt, entry.reconciled)
    return verdicts


def _entries(panel: Panel) -> Iterable[tuple[Place, Column, Entry]]:
    for place, row in panel.rows.items():
        for column, entry in row.items():
            yield place, column, entry


def _mend_forms(panel: Panel) -> None:
    """Values whose form is not their column's, or that lie beyond its scale, to the one that its digits can print."""
    for _, column, entry in _entries(panel):
        decimals = panel.decimals.get(column)
        raw = entry.printed.value.raw
        if decimals is None:
            continue
        if entry.value is not None and decimals_of(raw) == decimals and panel.fits_scale(column, entry.value):
            continue
        fitting = [value for value in cleaned(raw, decimals) if panel.fits_scale(column, value)]
        told = f"{raw!r} is the only reading of its digits with {decimals} decimals on the column's scale"
        entry.value = fitting[0] if len(fitting) == 1 else None
        entry.reconciled = told if entry.value is not None else None


def _mend_row(panel: Panel, place: Place) -> None:
    """A row that does not add up, or lacks a value, by the one change of a digit that makes it right."""
    row = panel.rows[place]
    lacking = [column for column in _summed(panel) if column in row and row[column].value is None]
    if len(lacking) > 1 or not panel.weights or (not lacking and panel.sums(place) is not False):
        return
    changes = [
        (column, value)
        for column in lacking or _summed(panel)
        if column in row
        for value in _readings(panel, column, row[column])
        if panel.sums(place, column, value) and (column != TOTAL_SCORE or panel.in_order(place, value) is not False)
    ]
    if len(changes) == 1:
        column, value = changes[0]
        row[column].value = value
        row[column].reconciled = "the only change of one digit in its row that makes parts and total agree"
    else:
        for column in _summed(panel):
            if column in row:
                row[column].doubt = "the parts of its row do not make the total"


def _summed(panel: Panel) -> list[Column]:
    return [TOTAL_SCORE, *((code, Measure.SCORE) for code in panel.weights)]


def _readings(panel: Panel, column: Column, entry: Entry) -> list[float]:
    raw, decimals = entry.printed.value.raw, panel.decimals.get(column, 2)
    return [value for value in with_one_digit_wrong(raw, decimals) if panel.fits_scale(column, value)]


def _mend_rank(panel: Panel, place: Place) -> None:
    """A rank that is not the one its total has among all totals."""
    entry = panel.rows[place].get(TOTAL_RANK)
    computed = panel.ranks_by_total.get(place)
    if entry is None or entry.value is None or (computed is not None and entry.value in computed):
        return
    if computed is None:
        if panel.rank_follows(place, entry.value) is False:
            entry.doubt = "it does not lie between the ranks of the units with the next totals"
        return
    total = panel.rows[place].get(TOTAL_SCORE)
    is_borne_out = total is not None and total.doubt is None and panel.sums(place) is True
    raw = entry.printed.value.raw
    if is_borne_out and len(computed) == 1 and computed[0] in (*cleaned(raw, 0), *with_one_digit_wrong(raw, 0)):
        entry.value = float(computed[0])
        entry.reconciled = "the rank that its total has among all totals"
    else:
        entry.doubt = f"its total would have rank {computed[0]}"


def _doubt(panel: Panel, place: Place, column: Column, entry: Entry) -> None:
    """Doubts a value that no rule bears out and that was not read with near certainty."""
    confidence = entry.printed.cell.confidence
    if entry.value is None or entry.doubt is not None or _is_borne_out(panel, place, column, entry):
        return
    if confidence is not None and confidence < _CERTAIN:
        entry.doubt = f"read off a picture with confidence {confidence:.2f}, and no rule bears it out"
    elif any(char.isalpha() for char in entry.printed.value.raw):
        entry.doubt = "a letter was read where a digit stands, and no rule bears out which"


def _is_borne_out(panel: Panel, place: Place, column: Column, entry: Entry) -> bool:
    """Whether every value that looks like this one breaks a rule, and this one breaks none."""
    if column == TOTAL_RANK:
        return panel.ranks_by_total.get(place) == (entry.value,)
    if column[1] is not Measure.SCORE or panel.sums(place) is not True:
        return False
    others = alike(entry.printed.value.raw, panel.decimals.get(column, 2))
    return all(_breaks(panel, place, column, other) for other in others if other != entry.value)


def _breaks(panel: Panel, place: Place, column: Column, value: float) -> bool:
    if not panel.fits_scale(column, value) or panel.sums(place, column, value) is False:
        return True
    return column == TOTAL_SCORE and panel.in_order(place, value) is False
