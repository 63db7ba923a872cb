"""One table, whatever it is printed in: every figure read right, and off pictures no wrong one without a doubt."""

from __future__ import annotations

from functools import cache

import pytest

from scrapers.documents.opening import open_document
from scrapers.identity import origin_of_file
from scrapers.readers.reading import read_document
from scrapers.records import AnomalyRecord, FigureRecord
from tests.table_print import INFOGRAPHIC, SCANS, TYPESET, YEAR, expected, expected_ranking
from tests.table_print.figures import domains, rows
from tests.table_print.infographic import YEAR as INFOGRAPHIC_YEAR
from tests.table_print.needs import needs_ocr, printed

Key = tuple[str, str | None, str]
LEAST_RIGHT = {"300dpi": 0.995, "200dpi": 0.98}


@cache
def figures_of(name: str) -> tuple[FigureRecord, ...]:
    """Every figure that is read in a print."""
    data = printed({**TYPESET, **SCANS, **INFOGRAPHIC}[name])
    records = read_document(open_document(data, name), origin_of_file(name, data))
    return tuple(record for record in records if isinstance(record, FigureRecord))


def key_of(figure: FigureRecord) -> Key:
    return figure.unit_name, figure.domain_code, figure.measure


def told(name: str) -> dict[Key, float]:
    return {key_of(figure): figure.value for figure in figures_of(name)}


def wanted(figures: list[tuple[str, str, str, float]]) -> dict[Key, float]:
    return {(unit, code, measure): value for unit, code, measure, value in figures}


def share_right(name: str, figures: list[tuple[str, str, str, float]]) -> float:
    """Of the printed figures, those that are read with the value that is printed."""
    found = told(name)
    return sum(found.get(key) == value for key, value in wanted(figures).items()) / len(figures)


def wrong_without_doubt(name: str, figures: list[tuple[str, str, str, float]]) -> list[tuple[Key, float, str]]:
    """Figures that are not printed like that and say so nowhere."""
    right = wanted(figures)
    return [
        (key_of(figure), figure.value, figure.quote)
        for figure in figures_of(name)
        if right.get(key_of(figure)) != figure.value and figure.doubt is None
    ]


def test_the_printed_table_keeps_the_rules_of_the_index() -> None:
    assert (len(rows()), len(domains()), len(expected())) == (63, 10, 63 * 12)
    assert sum(domain.weight for domain in domains()) == 1
    assert len({row.rank for row in rows()}) < len(rows()), "equal totals share a rank"
    for row in rows():
        exact = sum(score * domain.weight * 10 for score, domain in zip(row.scores, domains(), strict=True))
        assert abs(row.total - exact) <= 0.005
        assert row.rank == 1 + sum(other.total > row.total for other in rows())


@pytest.mark.parametrize("name", TYPESET)
def test_every_figure_of_a_typeset_table_is_right(name: str) -> None:
    assert told(name) == wanted(expected())
    assert len(figures_of(name)) == len(expected())


@pytest.mark.parametrize("name", TYPESET)
def test_a_typeset_table_says_whose_figures_it_holds_and_where(name: str) -> None:
    data = printed(TYPESET[name])
    document = open_document(data, name)
    records = read_document(document, origin_of_file(name, data))
    figures = [record for record in records if isinstance(record, FigureRecord)]
    assert {(figure.index_code, figure.year, figure.unit_level) for figure in figures} == {("PCI", YEAR, "province")}
    assert all(figure.confidence is None and figure.doubt is None for figure in figures)
    assert not [one.message for one in records if isinstance(one, AnomalyRecord) and one.kind != "opened_so"]
    for figure in figures:
        place = figure.locator.rpartition("char:")[2].partition("-")
        assert document.text[int(place[0]) : int(place[2])] == figure.quote


@needs_ocr
@pytest.mark.parametrize("name", SCANS)
def test_a_scan_is_read_almost_whole_and_never_wrong_unsaid(name: str) -> None:
    least = next(share for dpi, share in LEAST_RIGHT.items() if dpi in name)
    assert wrong_without_doubt(name, expected()) == []
    assert share_right(name, expected()) >= least


@needs_ocr
@pytest.mark.parametrize("name", SCANS)
def test_figures_of_a_scan_carry_their_confidence(name: str) -> None:
    figures = figures_of(name)
    assert len(figures) > 0
    assert all(figure.confidence is not None and 0 <= figure.confidence <= 1 for figure in figures)
    assert {(figure.index_code, figure.year) for figure in figures} == {("PCI", YEAR)}


@needs_ocr
def test_an_infographic_is_read_like_a_table() -> None:
    name = "infographic.png"
    assert wrong_without_doubt(name, expected_ranking()) == []
    assert share_right(name, expected_ranking()) >= LEAST_RIGHT["300dpi"]
    assert {(figure.index_code, figure.year) for figure in figures_of(name)} == {("PCI", INFOGRAPHIC_YEAR)}
