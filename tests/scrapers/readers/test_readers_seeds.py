"""The readers against hand-made labels of real documents, where those stand beside the project."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scrapers.documents.opening import open_document
from scrapers.readers.origin import Origin
from scrapers.readers.reading import AnyRecord, read_document
from scrapers.records import AnomalyRecord, CitationRecord, DocumentRecord, FigureRecord
from scrapers.vocabulary.text import fold

LABELLED = Path(__file__).parents[4] / "shared"
pytestmark = pytest.mark.skipif(
    not (LABELLED / "seeds").is_dir(), reason="the labelled documents are not beside the project"
)


def read(seed: str) -> list[AnyRecord]:
    path = next((LABELLED / "seeds").glob(f"{seed}_*.txt"))
    origin = Origin(seed, "0" * 64, "seed", None, path.name, "seed", "claim")
    return read_document(open_document(path.read_bytes(), path.name), origin)


def labels(seed: str) -> dict[str, Any]:
    return dict(json.loads((LABELLED / "labels" / f"seed_{seed}.json").read_text(encoding="utf-8")))


def figures(seed: str) -> list[FigureRecord]:
    return [record for record in read(seed) if isinstance(record, FigureRecord)]


@pytest.mark.parametrize(("seed", "count"), [("000", 17), ("001", 4), ("002", 10), ("003", 34), ("004", 1)])
def test_citations_are_all_found(seed: str, count: int) -> None:
    found = [record for record in read(seed) if isinstance(record, CitationRecord)]
    assert len(found) == count
    if seed in ("001", "002", "003"):
        wanted = labels(seed)["citations"]
        assert Counter((c.cited_full_number, c.cited_on) for c in found) == Counter(
            (label["full_number"], label["date"]) for label in wanted
        )
        assert sum(c.is_repeat for c in found) == sum("repeat_of" in label for label in wanted)
        assert sum(c.in_footnote for c in found) == sum("in_footnote" in label for label in wanted)


@pytest.mark.parametrize("seed", ["001", "002", "003"])
def test_metadata_is_as_labelled(seed: str) -> None:
    own = next(record for record in read(seed) if isinstance(record, DocumentRecord))
    wanted = labels(seed)["metadata"]
    assert own.full_number == wanted["doc_number"]["value"]
    assert own.type == wanted["doc_type"]["value"]
    assert fold(own.title or "") == fold(wanted["title"]["value"])
    assert own.signer == wanted["signer"]["value"]
    assert own.plan_years == (wanted["plan_year"]["value"],)
    assert own.index_years == ((wanted["index_year"]["value"],) if "index_year" in wanted else ())
    assert own.place == (wanted.get("issued_date_body") or wanted["issued_date"])["place"]
    assert own.text_complete == wanted.get("text_complete", {}).get("value", True)
    assert own.effective_on == wanted.get("effective_date", {}).get("value")


def test_issuers() -> None:
    owns = [
        next(r for r in read(seed) if isinstance(r, DocumentRecord)) for seed in ("000", "001", "002", "003", "004")
    ]
    assert [(own.issuer_unit, own.issuer_level, own.issuer_parent) for own in owns] == [
        ("Ban Dân tộc", "department", "Quảng Ngãi"),
        ("Quảng Trị", "province", None),
        ("Hà Quảng", "district", "Cao Bằng"),
        ("Bà Rịa - Vũng Tàu", "province", None),
        (None, None, None),
    ]
    assert [own.published_on for own in owns] == ["2022-07-28", None, None, None, "2021-01-19"]
    assert owns[3].issuer == "UBND tỉnh Bà Rịa - Vũng Tàu"
    assert owns[2].issued_on == "2022-03"


def test_a_blank_number_is_missing_not_guessed() -> None:
    records = read("002")
    own = next(record for record in records if isinstance(record, DocumentRecord))
    assert (own.number, own.symbol, own.full_number) == (None, "/KH-UBND", None)
    assert "missing_number" in {record.kind for record in records if isinstance(record, AnomalyRecord)}


@pytest.mark.parametrize("seed", ["000", "001", "004"])
def test_documents_without_results_give_no_figures(seed: str) -> None:
    assert figures(seed) == []


def test_the_district_table_is_read_whole() -> None:
    label = labels("002")["tables"][0]
    cells = {(f.domain_code, f.year, f.measure): f.value for f in figures("002") if f.locator.startswith("table:")}
    wanted = {}
    for row in label["rows"]:
        code = str(row["stt"])
        for year in (2020, 2021):
            wanted[code, year, "score"] = row[f"score_{year}"]
            wanted[code, year, "max_score"] = row[f"max_{year}"]
        if row["change_stated"] is not None:
            wanted[code, 2021, "delta_score"] = row["change_stated"]
    wanted["_total", 2020, "score"], wanted["_total", 2021, "score"] = 74.56, 79.5
    assert cells == wanted
    assert {(f.index_code, f.unit_name, f.unit_parent) for f in figures("002")} == {
        ("PAR_INDEX_DISTRICT", "Hà Quảng", "Cao Bằng")
    }


def test_the_claims_of_the_district() -> None:
    claims = [f for f in figures("002") if not f.locator.startswith("table:")]
    assert [(f.year, f.measure, f.value, f.base_year) for f in claims] == [
        (2021, "score", 79.5, None),
        (2021, "delta_score", 5.04, 2020),
        (2021, "delta_rank", -1.0, 2020),
        (2021, "rank", 8.0, None),
        (2021, "rank_of", 10.0, None),
    ]


def test_the_claims_of_the_province() -> None:
    found = figures("003")
    assert {(f.unit_name, f.year) for f in found} == {("Bà Rịa - Vũng Tàu", 2023)}
    assert sorted((f.index_code, f.measure, f.value, f.unit_of_measure, f.base_year or 0) for f in found) == [
        ("PAR_INDEX", "delta_rank", 1.0, "places", 2022),
        ("PAR_INDEX", "delta_score", 3.56, "points", 2022),
        ("PAR_INDEX", "rank", 5.0, "rank", 0),
        ("PAR_INDEX", "rank_of", 63.0, "units", 0),
        ("PAR_INDEX", "score", 91.03, "points", 0),
        ("SIPAS", "delta_rank", 10.0, "places", 2022),
        ("SIPAS", "delta_score", 6.61, "percent", 2022),
        ("SIPAS", "rank", 8.0, "rank", 0),
        ("SIPAS", "rank_of", 63.0, "units", 0),
        ("SIPAS", "score", 88.64, "percent", 0),
    ]
