"""A transcribed table: every cell that holds a value is a figure at its place, everything else an anomaly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from scrapers.documents.model import Document, DocumentError, Locator
from scrapers.documents.opening import open_document
from scrapers.readers.origin import Origin
from scrapers.readers.reading import read_table
from scrapers.readers.sidecar import parse_sidecar
from scrapers.records import AnomalyRecord, DocumentRecord, FigureRecord

NOTE: dict[str, Any] = {
    "title": "PAPI 2019: dimensions",
    "index_code": "PAPI",
    "year": 2019,
    "publisher": "CECODES",
    "evidence": "workbook",
    "document": {"title": "2019.xlsx", "sheet": "Total", "url": "https://papi.org.vn/2019.xlsx"},
    "compiled_from": "The workbook.",
    "collected_on": "2026-11-23",
    "licence": "CC BY 4.0",
    "completeness": "partial",
    "unit_level": "province",
    "rows": {"unit": "province"},
    "columns": [{"column": "total", "measure": "score", "domain_code": "_total", "unit_of_measure": "points"}],
    "known_issues": ["One.", "Two."],
}
PAGES = {"unit": "unit", "unit_level": "level", "unit_parent": "parent", "printed_at": "page"}


@dataclass(frozen=True)
class Reading:
    document: Document
    documents: list[DocumentRecord]
    figures: list[FigureRecord]
    anomalies: list[AnomalyRecord]

    @property
    def kinds(self) -> list[str]:
        return [anomaly.kind for anomaly in self.anomalies]


def read(table: str, **changes: Any) -> Reading:
    sidecar = parse_sidecar(yaml.safe_dump(NOTE | changes, allow_unicode=True).encode(), "note")
    document = open_document(table.encode(), "2019.csv")
    origin = Origin("papi/2019", "0" * 64, "papi", None, "2019.csv", "figure_table", "claim")
    records = read_table(document, sidecar, origin)
    for record in records:
        assert document.at(Locator.parse(record.locator)) == record.quote, "every quote stands at its locator"
    for kind in (FigureRecord, AnomalyRecord):
        positions = [record.position for record in records if isinstance(record, kind)]
        assert positions == list(range(1, len(positions) + 1))
    return Reading(
        document,
        [record for record in records if isinstance(record, DocumentRecord)],
        [record for record in records if isinstance(record, FigureRecord)],
        [record for record in records if isinstance(record, AnomalyRecord)],
    )


def test_a_cell_becomes_a_figure_with_its_place() -> None:
    found = read("province,total\nTP. Hà Nội,41.5330\n")
    assert found.anomalies == []
    (figure,) = found.figures
    assert (figure.unit_name, figure.unit_name_raw, figure.unit_level) == ("Hà Nội", "TP. Hà Nội", "province")
    assert (figure.index_code, figure.year, figure.domain_code) == ("PAPI", 2019, "_total")
    assert (figure.measure, figure.value, figure.value_raw) == ("score", 41.533, "41.5330")
    assert (figure.unit_of_measure, figure.base_year, figure.scope, figure.in_words) == ("points", None, None, False)
    assert figure.locator == "table:1/row:2/col:2/char:26-33"
    assert found.document.text[26:33] == figure.quote == "41.5330"


def test_the_table_is_a_document_with_what_its_note_says() -> None:
    (own,) = read("province,total\nHà Nội,1\n").documents
    assert (own.document_id, own.source, own.kind, own.evidence) == ("papi/2019", "papi", "figure_table", "workbook")
    assert own.url == "https://papi.org.vn/2019.xlsx"
    assert own.title == "PAPI 2019: dimensions (2019.xlsx, sheet Total)"
    assert (own.index_years, own.text_complete, own.note) == ((2019,), False, "One. Two.")
    assert (own.publisher, own.licence, own.compiled_from) == ("CECODES", "CC BY 4.0", "The workbook.")


@pytest.mark.parametrize(
    ("measure", "value", "unit", "base_year", "scope"),
    [
        ("score", "85.32", "points", None, None),
        ("max_score", "100", "points", None, None),
        ("rank", "5", "rank", None, "national"),
        ("rank_of", "63", "units", None, None),
        ("delta_score", "-1.5", "points", None, None),
        ("delta_rank", "+3", "places", None, None),
        ("lost_points", "0.25", "points", None, None),
        ("mean", "84.1", "points", None, None),
    ],
)
def test_each_measure(measure: str, value: str, unit: str, base_year: int | None, scope: str | None) -> None:
    columns = [{"column": "total", "measure": measure, "domain_code": "_total"}]
    (figure,) = read(f"province,total\nHuế,{value}\n", columns=columns).figures
    assert (figure.measure, figure.value, figure.value_raw) == (measure, float(value), value)
    assert (figure.unit_of_measure, figure.base_year, figure.scope) == (unit, base_year, scope)
    assert figure.unit_name == "Thừa Thiên Huế"


def test_a_change_has_a_base_where_the_note_knows_it() -> None:
    columns = [{"column": "total", "measure": "delta_score", "domain_code": "_total", "base": "previous_year"}]
    (figure,) = read("province,total\nHuế,1.5\n", columns=columns).figures
    assert figure.base_year == 2018


def test_ranks_by_order_are_marked_as_said_in_words() -> None:
    columns = [
        {"column": "total", "measure": "rank", "domain_code": "1", "by_order": True, "label": "Gia nhập thị trường"}
    ]
    (figure,) = read("province,total\nHuế,7\n", columns=columns, index_code="PCI").figures
    assert figure.in_words
    assert (figure.domain_code, figure.domain_label, figure.conformed_code) == ("1", "Gia nhập thị trường", "ENTRY")


def test_a_column_or_a_row_may_say_the_index_the_year_the_domain_and_the_unit() -> None:
    table = "unit,index,year,label,measured,a,b\nHà Nội,DTI,2021,Thể chế số,share,0.5,41\nHà Nội,DTI,2022,,share,0.6,\n"
    found = read(
        table,
        index_code=None,
        year=None,
        rows={
            "unit": "unit",
            "index_code": "index",
            "year": "year",
            "domain_label": "label",
            "unit_of_measure": "measured",
        },
        columns=[
            {"column": "a", "measure": "score", "domain_code": "_total"},
            {
                "column": "b",
                "measure": "score",
                "domain_code": "_total",
                "index_code": "PCI",
                "unit_of_measure": "points",
            },
        ],
    )
    assert [
        (f.index_code, f.year, f.domain_code, f.domain_label, f.unit_of_measure, f.value) for f in found.figures
    ] == [
        ("DTI", 2021, None, "Thể chế số", "share", 0.5),
        ("PCI", 2021, None, "Thể chế số", "points", 41.0),
        ("DTI", 2022, "_total", None, "share", 0.6),
    ]
    assert found.documents[0].index_years == ()
    assert found.anomalies == []


def test_pages_that_printed_the_rows_are_documents_of_their_own() -> None:
    found = read(
        "unit,level,parent,page,total\n"
        "Huế,,,https://www.baohue.vn/a?b=1,85.1\n"
        "Huế,,,https://www.baohue.vn/a?b=1,85.2\n"
        "Hà Nội,,,baohanoi.vn/c,86\n"
        "Cà Mau,,,,87\n",
        rows=PAGES,
    )
    assert [(page.document_id, page.kind) for page in found.documents] == [
        ("papi/2019", "figure_table"),
        ("www.baohue.vn/a?b=1", "transcribed_page"),
        ("baohanoi.vn/c", "transcribed_page"),
    ]
    page = found.documents[1]
    assert (page.url, page.publisher, page.text_complete) == ("https://www.baohue.vn/a?b=1", "baohue.vn", False)
    assert page.note == "Only its figures are held, as transcribed in papi/2019."
    assert page.quote == "https://www.baohue.vn/a?b=1"
    assert [figure.document_id for figure in found.figures] == [
        "www.baohue.vn/a?b=1",
        "www.baohue.vn/a?b=1",
        "baohanoi.vn/c",
        "papi/2019",
    ]


COMPLETE = "province,total,1\nHà Nội,1,\nHuế,,2\nCà Mau,3,4\n"
TWO_COLUMNS = [{"column": name, "measure": "score", "domain_code": name} for name in ("total", "1")]


def test_a_gap_in_a_complete_table_must_have_a_reason() -> None:
    found = read(COMPLETE, completeness="complete", columns=TWO_COLUMNS)
    assert [(a.kind, a.locator.split("/char")[0]) for a in found.anomalies] == [
        ("unexplained_gap", "table:1/row:2/col:3"),
        ("unexplained_gap", "table:1/row:3/col:2"),
    ]
    assert found.anomalies[0].message == (
        "papi/2019, row 2, column 3: unexplained gap (expected a value, or a reason in `missing`, found nothing)."
    )
    assert len(found.figures) == 4


def test_a_gap_with_its_reason_is_none() -> None:
    missing = [
        {"units": ["Hà Nội"], "columns": ["1"], "reason": "Not printed."},
        {"units": ["Huế"], "columns": "all", "reason": "Not surveyed."},
    ]
    assert read(COMPLETE, completeness="complete", columns=TWO_COLUMNS, missing=missing).anomalies == []
    only_one = read(COMPLETE, completeness="complete", columns=TWO_COLUMNS, missing=missing[:1])
    assert only_one.kinds == ["unexplained_gap"]
    another = read(COMPLETE.replace("Huế", "Hué"), completeness="complete", columns=TWO_COLUMNS, missing=missing)
    assert "unexplained_gap" in another.kinds, "a gap is of the unit as the table spells it"
    assert read(COMPLETE, completeness="partial", columns=TWO_COLUMNS).anomalies == []


def test_a_missing_column_stops_the_table() -> None:
    found = read("province,score\nHà Nội,1\n")
    assert [(a.kind, a.expected, a.found) for a in found.anomalies] == [
        ("missing_column", "total", None),
        ("unknown_header", "a column that the note describes", "score"),
    ]
    assert found.figures == []


def test_a_column_that_the_note_does_not_know_or_that_stands_twice_is_an_anomaly() -> None:
    found = read("province,total,extra\nHà Nội,1,2\n")
    assert [(a.kind, a.found) for a in found.anomalies] == [("unknown_header", "extra")]
    assert [figure.value for figure in found.figures] == [1.0]
    assert read("province,total,total\nHà Nội,1,2\n").kinds == ["unknown_header", "unknown_header"]


def test_a_ragged_row_is_lost_alone() -> None:
    found = read("province,total\nHà Nội,1,5\nHuế\n\nCà Mau,3\n")
    assert [(a.kind, a.expected, a.found) for a in found.anomalies] == [
        ("ragged_row", "2 cells", "3 cells"),
        ("ragged_row", "2 cells", "1 cells"),
    ]
    assert [figure.value for figure in found.figures] == [3.0]


@pytest.mark.parametrize("text", ["n/a", "41,5", "1e5", "nan", "5/63", " 41.5", "41.", ".5", "--1", "-", "41 5"])
def test_what_is_no_number_is_never_guessed(text: str) -> None:
    found = read(f'province,total\nHà Nội,"{text}"\nHuế,2\n')
    assert [(a.kind, a.found, a.severity) for a in found.anomalies] == [("not_a_number", text, "error")]
    assert [figure.value for figure in found.figures] == [2.0]


@pytest.mark.parametrize(
    ("unit", "level"), [("Atlantis", "province"), ("", "province"), ("Hà Nội", "ministry"), ("Bộ Nội vụ", "province")]
)
def test_a_unit_that_no_one_knows_is_an_anomaly(unit: str, level: str) -> None:
    found = read(f"province,total\n{unit},1\n", unit_level=level)
    assert [(a.kind, a.found, a.quote) for a in found.anomalies] == [("unknown_unit", unit or None, "1")]
    assert found.figures == []


def test_a_name_with_its_marks_apart_is_the_same_unit() -> None:
    (figure,) = read("province,total\nBa\u0306\u0301c Ninh,1\n").figures
    assert (figure.unit_name, figure.unit_name_raw) == ("Bắc Ninh", "Ba\u0306\u0301c Ninh")


@pytest.mark.parametrize(
    ("changes", "year", "kind"),
    [
        ({"index_code": None}, "2021", "no_index_or_year"),
        ({"year": None}, "", "no_index_or_year"),
        ({}, "MMXXI", "not_a_year"),
        ({}, "2021.0", "not_a_year"),
        ({"year": 21}, "", "not_a_year"),
        ({"index_code": "PAPX"}, "2021", "unknown_index"),
    ],
)
def test_an_index_and_a_year_must_be_told(changes: dict[str, Any], year: str, kind: str) -> None:
    found = read(f"unit,year,total\nHà Nội,{year},1\n", rows={"unit": "unit", "year": "year"}, **changes)
    assert (found.kinds, found.figures) == ([kind], [])


@pytest.mark.parametrize(
    ("unit", "level", "name"),
    [
        ("Sở Nội vụ Lâm Đồng", "department", "Sở Nội vụ"),
        ("Sở Nội vụ tỉnh Lâm Đồng", "department", "Sở Nội vụ"),
        ("Sở Nội vụ (Lâm Đồng)", "department", "Sở Nội vụ"),
        ("Sở Nội vụ", "department", "Sở Nội vụ"),
        ("Đức Trọng, Lâm Hà", "district", "Đức Trọng, Lâm Hà"),
        ("Lâm Đồng", "district", "Lâm Đồng"),
        ("Đạ Huoai LÂM ĐỒNG", "district", "Đạ Huoai"),
    ],
)
def test_local_units_lose_the_name_of_their_province(unit: str, level: str, name: str) -> None:
    found = read(f'unit,level,parent,page,total\n"{unit}",{level},Lâm Đồng,,5\n', rows=PAGES)
    assert [(f.unit_name, f.unit_name_raw, f.unit_level, f.unit_parent) for f in found.figures] == [
        (name, unit, level, "Lâm Đồng")
    ]


@pytest.mark.parametrize("level", ["department", "district", "commune"])
@pytest.mark.parametrize("unit", ["departments (average)", "các đơn vị (trung bình các huyện)"])
def test_the_mean_of_local_units_is_a_mean_of_their_province(unit: str, level: str) -> None:
    table = f"unit,level,parent,page,total\n{unit},{level},Lâm Đồng,,91.2\n"
    (figure,) = read(table, rows=PAGES, index_code="PAR_INDEX_DEPARTMENT").figures
    assert (figure.unit_name, figure.unit_level, figure.measure) == ("Lâm Đồng", "province", "mean")
    assert (figure.unit_name_raw, figure.value) == (unit, 91.2)


def test_ranks_of_local_units_are_not_national() -> None:
    columns = [{"column": "total", "measure": "rank", "domain_code": "_total"}]
    (figure,) = read(
        "unit,level,parent,page,total\nĐức Trọng,district,Lâm Đồng,,2\n", rows=PAGES, columns=columns
    ).figures
    assert figure.scope is None


def test_a_page_instead_of_a_table_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"^2019\.csv holds no table: save it as CSV with a header row\.$"):
        read("<!doctype html><p>Not found</p>")
