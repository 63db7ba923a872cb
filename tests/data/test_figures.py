"""The transcribed tables: each opens, its note holds, every cell is read, and complete tables are complete."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from scrapers.crawl.source_file import load_sources
from scrapers.documents.opening import open_document
from scrapers.readers.origin import Origin
from scrapers.readers.reading import read_table
from scrapers.readers.sidecar import Sidecar, parse_sidecar
from scrapers.records import AnomalyRecord, DocumentRecord, FigureRecord
from scrapers.vocabulary.indices import index_family
from scrapers.vocabulary.tables import table
from scrapers.vocabulary.units import resolve_unit

PROJECT = Path(__file__).parents[2]
FIGURES = PROJECT / "data" / "figures"
GIVEN = PROJECT.parent / "shared" / "figures"
NOTES = sorted(FIGURES.rglob("*.yml"))
TABLES = sorted(FIGURES.rglob("*.csv"))
MAX_BYTES = 1_000_000
GEOGRAPHIES = {"provinces_64": 64, "provinces_63": 63, "provinces_34": 34}


def name_of(path: Path) -> str:
    return path.relative_to(FIGURES).with_suffix("").as_posix()


@dataclass(frozen=True)
class Read:
    """A table with its note and everything that is read in it."""

    name: str
    sidecar: Sidecar
    units: tuple[str, ...]
    cells: int
    documents: tuple[DocumentRecord, ...]
    figures: tuple[FigureRecord, ...]
    anomalies: tuple[AnomalyRecord, ...]


@cache
def read(name: str) -> Read:
    note, content = FIGURES / f"{name}.yml", FIGURES / f"{name}.csv"
    sidecar = parse_sidecar(note.read_bytes(), note.name)
    document = open_document(content.read_bytes(), content.name)
    records = read_table(document, sidecar, Origin(name, "0" * 64, "test", None, content.name, "figure_table", "claim"))
    header, *rows = document.tables[0].rows
    names = [cell.text for cell in header]
    measured = [names.index(column.column) for column in sidecar.columns]
    return Read(
        name,
        sidecar,
        tuple(row[names.index(sidecar.rows["unit"])].text for row in rows),
        sum(bool(row[at].text) for row in rows for at in measured),
        tuple(record for record in records if isinstance(record, DocumentRecord)),
        tuple(record for record in records if isinstance(record, FigureRecord)),
        tuple(record for record in records if isinstance(record, AnomalyRecord)),
    )


def figures_of(index_code: str) -> Iterator[FigureRecord]:
    return (figure for note in NOTES for figure in read(name_of(note)).figures if figure.index_code == index_code)


def complete_tables() -> list[str]:
    notes = {name_of(note): parse_sidecar(note.read_bytes(), note.name) for note in NOTES}
    return [name for name, note in notes.items() if note.completeness == "complete"]


@cache
def index_years() -> dict[tuple[str, int], dict[str, str]]:
    with (PROJECT / "dbt_project" / "seeds" / "index_years.csv").open(encoding="utf-8", newline="") as file:
        return {(row["index_code"], int(row["year"])): row for row in csv.DictReader(file)}


def provinces_at(day: date) -> set[str]:
    return {
        row["canonical_name"]
        for row in table("units", "level", "canonical_name", "valid_from", "valid_to")
        if row["level"] == "province"
        and date.fromisoformat(row["valid_from"] or "1900-01-01") <= day <= date.fromisoformat(row["valid_to"] or "9999-12-31")
    }


def canonical(unit: str, level: str) -> str:
    found = resolve_unit(unit, level)
    assert found is not None, unit
    return found.canonical_name


def test_every_table_has_its_note_and_every_note_its_table() -> None:
    assert [name_of(note) for note in NOTES] == [name_of(content) for content in TABLES]
    assert len(NOTES) >= 80


def test_every_table_belongs_to_one_source() -> None:
    owned = [note for source in load_sources(PROJECT / "scrapers" / "sources") for note in source.sidecars(FIGURES)]
    assert sorted(owned) == NOTES


@pytest.mark.parametrize("path", [*TABLES, *NOTES], ids=lambda path: path.relative_to(FIGURES).as_posix())
def test_a_file_is_small_plain_text(path: Path) -> None:
    data = path.read_bytes()
    assert 0 < len(data) <= MAX_BYTES
    text = data.decode("utf-8")
    assert not text.startswith("\ufeff"), "no byte order mark"
    assert "\r" not in text
    assert text.endswith("\n")
    assert path.suffix == ".csv" or unicodedata.is_normalized("NFC", text), "only tables keep letters as printed"
    assert not [word for word in ("/root/", "/work/", "/home/", "/tmp/") if word in text]


@pytest.mark.parametrize("name", [name_of(note) for note in NOTES])
def test_every_cell_is_read(name: str) -> None:
    found = read(name)
    assert [anomaly.message for anomaly in found.anomalies] == []
    assert len(found.figures) == found.cells > 0
    known = {row["index_code"] for row in table("indices", "index_code")}
    assert {figure.index_code for figure in found.figures} <= known
    assert {figure.unit_of_measure for figure in found.figures} <= {
        "points", "percent", "share", "rank", "units", "places",
    }  # fmt: skip


@pytest.mark.parametrize("name", [name_of(note) for note in NOTES])
def test_ranks_and_scores_are_in_their_bounds(name: str) -> None:
    for figure in read(name).figures:
        told = f"{name} {figure.locator}: {figure.measure} {figure.value_raw}"
        if figure.measure in ("rank", "rank_of"):
            assert figure.value >= 1, told
            assert figure.value == int(figure.value), told
        if figure.measure in ("score", "max_score", "mean") and figure.unit_of_measure in ("percent", "share"):
            assert 0 <= figure.value <= (1 if figure.unit_of_measure == "share" else 100), told


@pytest.mark.parametrize("name", [name_of(note) for note in NOTES])
def test_no_value_stands_twice_in_a_table(name: str) -> None:
    if "claims/" in name:
        return  # pages repeat each other
    keys = Counter(
        (
            *(f.document_id, f.index_code, f.year, f.unit_level, f.unit_name),
            *(f.domain_code or f.domain_label, f.measure, f.unit_of_measure),
        )
        for f in read(name).figures
    )
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("name", complete_tables())
def test_a_complete_table_names_each_unit_of_its_universe_once(name: str) -> None:
    found = read(name)
    note = found.sidecar
    level = note.unit_level or "province"
    assert [unit for unit, times in Counter(found.units).items() if times > 1] == []
    named = [canonical(unit, level) for unit in found.units]
    absent = {canonical(unit, level) for gap in note.missing if gap.columns is None for unit in gap.units}
    assert note.index_code is not None
    assert note.year is not None
    expected = index_years()[note.index_code, note.year]
    assert len({*named} | absent) == int(expected["units_expected"])
    if expected["universe"] in GEOGRAPHIES:
        universe = provinces_at(date.fromisoformat(expected["as_of"]))
        assert len(universe) == GEOGRAPHIES[expected["universe"]]
        assert {*named} | absent == universe


@pytest.mark.parametrize("name", [name_of(note) for note in NOTES])
def test_a_known_gap_is_a_gap(name: str) -> None:
    """What a note calls missing must not be there: else the note hides gaps of another day."""
    found = read(name)
    columns = {column.column for column in found.sidecar.columns}
    read_cells = {
        (figure.unit_name_raw, (figure.index_code, figure.domain_code, figure.measure)) for figure in found.figures
    }
    for gap in found.sidecar.missing:
        assert gap.units
        assert set(gap.columns or columns) <= columns
        for unit in gap.units:
            for column in found.sidecar.columns:
                if gap.columns is None or column.column in gap.columns:
                    key = (column.index_code or found.sidecar.index_code, column.domain_code, column.measure)
                    assert (unit, key) not in read_cells, f"{unit}, column {column.column}"


@pytest.mark.parametrize(
    ("index_code", "measure", "least"),
    [("PAPI", "score", 26_416), ("PCI", "score", 10_630), ("PCI", "rank", 5_000), ("PAPI_WEIGHTED", "score", 63)],
)
def test_as_many_figures_as_are_known(index_code: str, measure: str, least: int) -> None:
    folder = index_code.split("_")[0].lower()
    figures = [f for f in figures_of(index_code) if f.measure == measure and f.unit_level == "province"]
    assert len(figures) >= least
    in_folder = sum(
        f.index_code == index_code and f.measure == measure
        for note in NOTES
        if note.parent.name == folder
        for f in read(name_of(note)).figures
    )
    assert in_folder >= least


def test_the_ministries_of_2023() -> None:
    figures = [f for f in read("par_index_ministry/2023").figures if f.domain_code == "_total"]
    ranks = sorted(f.value for f in figures if f.measure == "rank")
    assert ranks == [float(rank) for rank in range(1, 18)]
    assert len({f.unit_name for f in figures}) == 17
    assert {f.unit_level for f in figures} == {"ministry"}
    first = next(f for f in figures if f.measure == "rank" and f.value == 1)
    assert first.unit_name == "Bộ Tư pháp"


def test_years_that_are_held_without_a_break() -> None:
    for index_code, years in (("PAPI", range(2011, 2025)), ("PCI", range(2005, 2025))):
        held = {figure.year for figure in figures_of(index_code) if figure.measure == "score"}
        assert set(years) <= held


def test_pages_of_claims_are_documents_with_an_address() -> None:
    pages = {d.document_id for note in NOTES for d in read(name_of(note)).documents if d.kind == "transcribed_page"}
    assert len(pages) >= 185
    assert not [page for page in pages if "://" in page.split("?")[0] or "." not in page.split("/")[0]]


@pytest.mark.skipif(not GIVEN.is_dir(), reason="the figures that were collected are not beside the project")
@pytest.mark.parametrize("given", ["papi", "pci"])
def test_every_collected_score_is_there(given: str) -> None:
    with (GIVEN / f"{given}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["score"]]
    wanted = Counter(
        (index_family(row["index_code"]), int(row["year"]), canonical(row["province"], "province"), float(row["score"]))
        for row in rows
    )
    held = Counter(
        (index_family(f.index_code), f.year, f.unit_name, f.value)
        for note in NOTES
        for f in read(name_of(note)).figures
        if f.measure == "score"
    )
    assert sum(wanted.values()) > 10_000
    assert wanted - held == Counter()


@pytest.mark.skipif(not GIVEN.is_dir(), reason="the figures that were collected are not beside the project")
def test_every_collected_ministry_is_there() -> None:
    with (GIVEN / "par_index_ministry_2023.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = {(f.unit_name, f.measure, f.value) for f in read("par_index_ministry/2023").figures}
    for row in rows:
        name = canonical(row["entity"], "ministry")
        assert (name, "rank", float(row["rank"])) in held
        assert (name, "score", float(row["total_points"])) in held
