"""The publishers' own workbooks of `../shared/samples`, read with nothing but the file, against the figures taken from
them by hand: every total, dimension and sub-index.
"""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from scrapers.documents.opening import open_document
from scrapers.identity import origin_of_file
from scrapers.vocabulary.units import resolve_unit
from tests.scrapers.readers.tables.small_tables import Reading

SHARED = Path(__file__).parents[5] / "shared"
SAMPLES = SHARED / "samples"
NOISE = 1e-4
"""What storing a number as a float of 32 bits may change."""
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir() or not (SHARED / "figures").is_dir(),
    reason="the publishers' workbooks are not part of the project",
)
PCI = {"PCI_2006.xls": 2006, "PCI_2008.xls": 2008, "PCI_2011.xls": 2011, "PCI_2013.xlsx": 2013, "PCI_2014.xlsx": 2014}
PAPI = "PAPI_2011-2016.xlsx"
WORKBOOKS = (*PCI, PAPI)
COUNTS = {
    "PCI_2006.xls": 704,
    "PCI_2008.xls": 768,
    "PCI_2011.xls": 630,
    "PCI_2013.xlsx": 693,
    "PCI_2014.xlsx": 693,
    PAPI: 10_528,
}
"""Scores to compare in each: units times parts, less what was not published; the workbooks of PAPI hold no total."""
Key = tuple[str, int, str, str]


@cache
def sample(name: str) -> Reading:
    data = (SAMPLES / name).read_bytes()
    return Reading(open_document(data, name), origin_of_file(name, data))


@cache
def transcribed() -> dict[Key, dict[str, set[float]]]:
    """The scores and ranks that were taken from the publishers' workbooks by hand."""
    found: dict[Key, dict[str, set[float]]] = {}
    for file, column in (("pci.csv", "subindex_code"), ("papi.csv", "dimension_code")):
        with (SHARED / "figures" / file).open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                unit = resolve_unit(row["province"])
                if "mdtrinh" not in row["compiled_from"] or unit is None:
                    continue
                is_unweighted = row[column] == "?"
                index = "PCI_UNWEIGHTED" if is_unweighted else row["index_code"]
                code = "_total" if is_unweighted else row[column] or "_total"
                told = found.setdefault((index, int(row["year"]), unit.canonical_name, code), {})
                for measure in ("score", "rank"):
                    if row.get(measure):
                        told.setdefault(measure, set()).add(float(row[measure]))
    return found


def wanted(name: str) -> dict[Key, set[float]]:
    """The scores that the workbook has to hold; the totals of PAPI stand in another file."""
    years = (PCI[name],) if name in PCI else range(2011, 2017)
    family = "PCI" if name in PCI else "PAPI"
    return {
        key: told["score"]
        for key, told in transcribed().items()
        if key[0].startswith(family)
        and key[1] in years
        and "score" in told
        and not (name == PAPI and key[3] == "_total")
    }


def read(name: str, measure: str) -> dict[Key, set[float]]:
    """The values of a measure that are read in the workbook, all that are printed of each."""
    found: dict[Key, set[float]] = {}
    for one in sample(name).figures:
        if one.measure == measure and one.unit_level == "province":
            found.setdefault((one.index_code, one.year, one.unit_name, one.domain_code or "?"), set()).add(one.value)
    return found


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_score_is_read_as_it_is_printed(name: str) -> None:
    want, found = wanted(name), read(name, "score")
    assert len(want) == COUNTS[name]
    assert want.keys() - found.keys() == set()
    wrong = {
        key: (values, want[key])
        for key, values in found.items()
        if key in want and any(min(abs(value - other) for other in want[key]) > NOISE for value in values)
    }
    assert wrong == {}


@pytest.mark.parametrize("name", PCI)
def test_no_score_is_read_that_was_not_taken_by_hand(name: str) -> None:
    assert read(name, "score").keys() - wanted(name).keys() == set()


@pytest.mark.parametrize("name", ["PCI_2011.xls", "PCI_2013.xlsx", "PCI_2014.xlsx"])
def test_every_rank_of_a_total_is_read_as_it_is_printed(name: str) -> None:
    ranks = {key: values for key, values in read(name, "rank").items() if key[3] == "_total"}
    told = transcribed()
    assert len(ranks) == 63
    assert {key: values for key, values in ranks.items() if values != told[key]["rank"]} == {}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_nothing_in_a_workbook_is_doubtful(name: str) -> None:
    figures = sample(name).figures
    assert not [one for one in figures if one.doubt or one.reconciled or one.confidence is not None]
    assert not [one for one in sample(name).anomalies if one.kind in ("unknown_unit", "text_in_number_column")]


def test_the_sheets_of_papi_whose_header_says_2015_are_told() -> None:
    """The workbook of several years repeats the header of one; the sheets' names are right."""
    told = [one for one in sample(PAPI).anomalies if one.kind == "year_contradiction"]
    assert all("its header says 2015" in one.message for one in told)
    assert [one.locator.partition("/")[0] for one in told] == [f"table:{number}" for number in (1, 2, 3, 4, 6)]
    assert {one.year for one in sample(PAPI).figures} == set(range(2011, 2017))


def test_the_stale_summary_of_2014_is_told_and_none_of_its_figures_read() -> None:
    found = sample("PCI_2014.xlsx")
    (stale,) = [one for one in found.anomalies if one.kind == "stale_table"]
    assert "Summary" in stale.message and "2013" in stale.message
    assert {one.year for one in found.figures} == {2014}
    assert not [one for one in found.figures if one.locator.startswith(stale.locator.partition("/")[0] + "/")]


@pytest.mark.parametrize("name", ["PCI_2008.xls", "PCI_2011.xls", "PCI_2013.xlsx", "PCI_2014.xlsx"])
def test_what_a_summary_looks_up_is_no_row(name: str) -> None:
    first = [one for one in sample(name).anomalies if one.kind == "lookup_row" and one.locator.startswith("table:1/")]
    assert len(first) == 1


def test_the_decomposed_names_of_2013_are_units() -> None:
    sheet = openpyxl.load_workbook(SAMPLES / "PCI_2013.xlsx", read_only=True)["Summary_VN"]
    texts = {cell for row in sheet.iter_rows(min_row=2, values_only=True) for cell in row if isinstance(cell, str)}
    units = {text: unit for text in texts if (unit := resolve_unit(text)) is not None}
    assert sum(not unicodedata.is_normalized("NFC", text) for text in units) == 50
    names = {unit.canonical_name for unit in units.values()}
    assert names == {key[2] for key in read("PCI_2013.xlsx", "score")}
    assert len(names) == 63
