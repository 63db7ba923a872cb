"""Metadata, citations and oddities of real documents against their keys, where those stand beside the project."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scrapers.documents.model import Locator
from scrapers.documents.opening import open_document
from scrapers.readers.origin import Origin
from scrapers.readers.reading import AnyRecord, read_document
from scrapers.records import AnomalyRecord, CitationRecord, DocumentRecord
from scrapers.vocabulary.text import fold

LABELLED = Path(__file__).parents[4] / "shared"
SEEDS = ("001", "002", "003")
pytestmark = pytest.mark.skipif(
    not (LABELLED / "seeds").is_dir(), reason="the labelled documents are not beside the project"
)

# What an inconsistency of the keys comes out as; those left out here are the warehouse's rules (R3, R4, R6) or concern
# neither figures, dates nor symbols.
KINDS = {
    "type_vs_symbol": {"type_vs_symbol"},
    "truncated_text": {"truncated_text"},
    "year_in_title": {"year_in_title"},
    "mixed_decimal_separator": {"mixed_decimal_separator"},
    "text_in_number_column": {"text_in_number_column"},
    "max_changes_between_years": {"max_changes_between_years"},
    "score_up_rank_down": {"score_up_rank_down"},
    "ambiguous_sentence": {"ambiguous_sentence"},
    "missing_number_and_day": {"missing_number", "missing_day"},
    "decision_date_year": {"date_before_result"},
    "unit_mismatch": {"unit_mismatch"},
    "symbol_nonstandard": {"symbol_nonstandard"},
    "space_in_symbol": {"space_in_symbol"},
    "quotes_unbalanced": {"quotes_unbalanced"},
}
OF_A_TABLE = {"mixed_decimal_separator", "max_changes_between_years"}
WAREHOUSE = {"stated_change_vs_totals", "score_exceeds_max", "max_sum_not_100"}
OTHERS = {"target_vs_deduction_scale"}


@cache
def read(seed: str) -> tuple[AnyRecord, ...]:
    path = next((LABELLED / "seeds").glob(f"{seed}_*.txt"))
    origin = Origin(seed, "0" * 64, "seed", None, path.name, "seed", "claim")
    return tuple(read_document(open_document(path.read_bytes(), path.name), origin))


@cache
def labels(seed: str) -> dict[str, Any]:
    return dict(json.loads((LABELLED / "labels" / f"seed_{seed}.json").read_text(encoding="utf-8")))


def own(seed: str) -> DocumentRecord:
    return next(record for record in read(seed) if isinstance(record, DocumentRecord))


def _value(seed: str, field: str, part: str = "value") -> Any:
    return labels(seed)["metadata"].get(field, {}).get(part)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_field_of_the_document(seed: str) -> None:
    record, key = own(seed), labels(seed)["metadata"]
    said = "issued_date_body" if "issued_date_body" in key else "issued_date"
    assert (record.full_number, record.type) == (_value(seed, "doc_number"), _value(seed, "doc_type"))
    assert record.symbol == (_value(seed, "doc_number", "symbol") or f"/{_value(seed, 'doc_number').split('/')[1]}")
    assert record.place == _value(seed, said, "place")
    year, month = _value(seed, said, "year"), _value(seed, said, "month")
    assert record.issued_on == (_value(seed, said) or f"{year}-{month:02d}")
    assert record.issued_precision == ("day" if _value(seed, said) else "month")
    assert fold(record.title or "") == fold(_value(seed, "title"))
    assert (record.signer, record.signer_title) == (_value(seed, "signer"), _value(seed, "signer", "position"))
    assert record.signer_capacity == _value(seed, "signer", "capacity")
    assert record.plan_years == (_value(seed, "plan_year"),)
    assert record.index_years == tuple(year for year in [_value(seed, "index_year")] if year)
    assert record.effective_on == _value(seed, "effective_date")
    assert (record.field, record.validity) == (_value(seed, "field"), _value(seed, "validity"))
    assert (record.gazette_number, record.gazette_on) == (_value(seed, "gazette_number"), _value(seed, "gazette_date"))
    assert record.text_complete == (_value(seed, "text_complete") is not False)
    assert record.publisher == _value(seed, "source_site")
    assert [fold(text) for text in record.recipients] == [fold(text) for text in labels(seed)["recipients"]]


def test_archive_lines() -> None:
    assert (own("002").archive_line, own("002").drafters) == (
        _value("002", "archive_line"),
        tuple(_value("002", "archive_line", "drafters")),
    )
    assert own("003").archive_line == "VT, SNV"


def test_the_page_is_a_witness_of_its_own() -> None:
    one, three = own("001"), own("003")
    assert one.page_title == _value("001", "page_title")
    assert one.page_full_number == _value("001", "doc_number_body") == one.full_number
    assert (one.page_issued_on, one.page_issuer) == (_value("001", "issued_date"), _value("001", "issuing_body_meta"))
    assert one.told_by_page == ("signer",)
    assert three.page_full_number == _value("003", "doc_number_meta")
    assert three.page_issued_on == _value("003", "issued_date_meta")
    assert three.page_issuer == _value("003", "issuing_place_meta")
    assert three.told_by_page == ()
    assert own("002").page_title is None


@pytest.mark.parametrize(
    ("seed", "field"), [("001", "issuing_body_body"), ("003", "issuing_body"), ("002", "issuing_body")]
)
def test_issuers(seed: str, field: str) -> None:
    record = own(seed)
    wanted = _value(seed, field).replace("Ủy ban nhân dân", "UBND")
    parent = f" (tỉnh {record.issuer_parent})" if record.issuer_parent else ""
    assert f"{record.issuer}{parent}" == wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_citations_field_by_field(seed: str) -> None:
    found = [record for record in read(seed) if isinstance(record, CitationRecord)]
    wanted = sorted(labels(seed)["citations"], key=lambda label: int(label["char"]))
    assert len(found) == len(wanted)
    for record, label in zip(found, wanted, strict=True):
        assert record.cited_full_number == label["full_number"]
        assert (record.cited_number, record.cited_symbol) == (label["number"], label["symbol"])
        assert record.cited_on == label["date"]
        assert label["doc_type"].startswith(record.cited_type)
        assert record.is_repeat == ("repeat_of" in label)
        assert record.in_footnote == ("in_footnote" in label)
        assert record.quote in label["quote"] or label["quote"].rstrip(".") in record.quote
        if label["issuer"] is not None:
            bodies = fold(f"{record.cited_issuer} {record.cited_body}".replace("Bà Rịa - Vũng Tàu", "BR-VT"))
            assert fold(label["issuer"].replace("Bà Rịa - Vũng Tàu", "BR-VT")) in bodies


@pytest.mark.parametrize("seed", SEEDS)
def test_inconsistencies_come_out_as_anomalies(seed: str) -> None:
    anomalies = [record for record in read(seed) if isinstance(record, AnomalyRecord)]
    for label in labels(seed)["inconsistencies"]:
        if label["severity"] == "low" or label["kind"] in WAREHOUSE | OTHERS:
            continue
        start, end = label["char"], label["char"] + len(label["quote"])
        places = [Locator.parse(record.locator) for record in anomalies if record.kind in KINDS[label["kind"]]]
        assert any(place.start < end and start < place.end for place in places) or (
            label["kind"] in OF_A_TABLE and places
        ), label["id"]
        assert len(places) <= 6
    assert len([record for record in anomalies if record.reader == "oddities"]) <= 6
