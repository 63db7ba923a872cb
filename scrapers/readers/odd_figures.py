"""What is odd in the figures of one document: separators, maxima, units of measure, ranks against scores.

Belongs here: figures compared with each other, within one document. Does not belong here: sums, stated changes and
maxima exceeded, which are the warehouse's rules; wording (`scrapers.readers.odd_wording`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from scrapers.documents.model import Document, Locator
from scrapers.readers.oddity import Oddity
from scrapers.records import FigureRecord, Measure, Severity

_DECIMAL = re.compile(r"^[+\-−–]?\d{1,4}(?P<mark>[.,])\d{1,4}$", re.ASCII)
_POINTS_WORD = re.compile(r"điểm\s*(?:%|phần trăm)|percentage\s+points?", re.IGNORECASE)
_BEHIND = 20


def odd_figures(document: Document, figures: list[FigureRecord]) -> Iterator[Oddity]:
    """The oddities of a document's figures."""
    yield from _mixed_separators(document, figures)
    yield from _changed_maxima(document, figures)
    yield from _score_against_rank(figures)
    yield from _percent_changes(document, figures)
    yield from _two_units(figures)


def _mixed_separators(document: Document, figures: list[FigureRecord]) -> Iterator[Oddity]:
    """Decimal comma and decimal point in one table, or in one paragraph: told where the two first meet."""
    in_tables = {block.line for block in document.blocks if block.table is not None}
    first: dict[tuple[str, int], dict[str, FigureRecord]] = defaultdict(dict)
    told: set[tuple[str, int]] = set()
    for figure in sorted(figures, key=lambda figure: Locator.parse(figure.locator).start):
        match = _DECIMAL.match(figure.value_raw.strip().rstrip("%").strip())
        if match is None:
            continue
        place = Locator.parse(figure.locator)
        line = document.line_of(place.start)
        if place.table is None and line in in_tables:
            continue
        stretch = ("table", place.table) if place.table is not None else ("line", line)
        marks = first[stretch]
        marks.setdefault(match["mark"], figure)
        if len(marks) == 2 and stretch not in told:
            told.add(stretch)
            other = marks["," if match["mark"] == "." else "."]
            where = f"table {place.table}" if place.table is not None else "one paragraph"
            message = f"Decimal comma and decimal point in {where}: {other.value_raw} and {figure.value_raw}."
            yield Oddity("mixed_decimal_separator", Severity.WARNING, place, other.value_raw, figure.value_raw, message)


def _changed_maxima(document: Document, figures: list[FigureRecord]) -> Iterator[Oddity]:
    """Maxima of a domain that differ between years: points of those years can not be compared. Once a table."""
    maxima: dict[tuple[object, ...], dict[int, FigureRecord]] = defaultdict(dict)
    for figure in figures:
        table = Locator.parse(figure.locator).table
        if figure.measure == Measure.MAX_SCORE and table is not None:
            key = (table, figure.index_code, figure.unit_name, figure.domain_code, figure.domain_label)
            maxima[key].setdefault(figure.year, figure)
    changed: dict[object, list[list[FigureRecord]]] = defaultdict(list)
    for domain, by_year in maxima.items():
        if len({figure.value for figure in by_year.values()}) > 1:
            changed[domain[0]].append([by_year[year] for year in sorted(by_year)])
    for rows in changed.values():
        told = "; ".join(f"{row[0].domain_label or row[0].domain_code}: {_in_years(row)}" for row in rows[:9])
        message = (
            f"The maximum differs between years in {len(rows)} of the domains ({told}): compare percent of maximum."
        )
        older, newer = rows[0][0], rows[0][-1]
        place = _together(document, older, newer)
        yield Oddity("max_changes_between_years", Severity.INFO, place, f"{older.value:g}", f"{newer.value:g}", message)


def _in_years(row: list[FigureRecord]) -> str:
    return ", ".join(f"{figure.value:g} in {figure.year}" for figure in row)


def _together(document: Document, first: FigureRecord, last: FigureRecord) -> Locator:
    """The stretch from one cell to another of its line; the later alone where they stand apart."""
    start, end = Locator.parse(first.locator), Locator.parse(last.locator)
    if start.start <= end.start and document.line_of(start.start) == document.line_of(end.start):
        return Locator(start.start, end.end, end.table, end.row)
    return end


def _score_against_rank(figures: list[FigureRecord]) -> Iterator[Oddity]:
    """A score that rose while the rank fell, or the other way round: possible, as others moved too."""
    scores: dict[tuple[object, ...], FigureRecord] = {}
    for figure in figures:
        if figure.measure == Measure.DELTA_SCORE:
            scores.setdefault(_subject(figure), figure)
    for figure in figures:
        score = scores.get(_subject(figure)) if figure.measure == Measure.DELTA_RANK else None
        if score is None or score.value * figure.value >= 0:
            continue
        kind = "score_up_rank_down" if score.value > 0 else "score_down_rank_up"
        message = (
            f"The score of {figure.unit_name} in {figure.year} changed by {score.value:+g} but its rank by"
            f" {figure.value:+g} (positive is better): no contradiction, as ranks depend on the others."
        )
        yield Oddity(kind, Severity.INFO, Locator.parse(figure.locator), score.quote, figure.quote, message)


def _subject(figure: FigureRecord) -> tuple[object, ...]:
    return (figure.index_code, figure.unit_name, figure.year, figure.base_year, figure.domain_code)


def _percent_changes(document: Document, figures: list[FigureRecord]) -> Iterator[Oddity]:
    """A change in `%` of a score that is itself a percentage: percent points, or percent of the older score?

    Told at the first of an index: the others are no clearer.
    """
    in_percent = {
        (figure.index_code, figure.unit_name, figure.year)
        for figure in figures
        if figure.measure == Measure.SCORE and figure.unit_of_measure == "percent"
    }
    told: set[str] = set()
    for figure in figures:
        if figure.measure != Measure.DELTA_SCORE or figure.unit_of_measure != "percent" or figure.index_code in told:
            continue
        place = Locator.parse(figure.locator)
        if _POINTS_WORD.search(figure.quote + document.text[place.end : place.end + _BEHIND]):
            continue
        if (figure.index_code, figure.unit_name, figure.year) in in_percent:
            told.add(figure.index_code)
            message = (
                f"{figure.quote.strip()}: a change of a score that is in percent itself is read as percent points."
            )
            yield Oddity("unit_mismatch", Severity.INFO, place, "percent points (điểm %)", figure.quote, message)


def _two_units(figures: list[FigureRecord]) -> Iterator[Oddity]:
    """One score told in points in one place and in percent in another: told once."""
    scores: dict[tuple[object, ...], FigureRecord] = {}
    for figure in figures:
        if figure.measure != Measure.SCORE:
            continue
        first = scores.setdefault((*_subject(figure), figure.value), figure)
        if first.unit_of_measure != figure.unit_of_measure:
            message = (
                f"The same {figure.index_code} score of {figure.year} is told in {first.unit_of_measure} and in"
                f" {figure.unit_of_measure}."
            )
            place = Locator.parse(figure.locator)
            yield Oddity("unit_mismatch", Severity.WARNING, place, first.quote, figure.quote, message)
            return
