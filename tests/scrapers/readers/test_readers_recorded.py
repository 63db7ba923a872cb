"""Recorded documents: what all readers find in them stands, reviewed, in the `.expected.json` beside each."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from scrapers.documents.model import Document, Locator
from scrapers.documents.opening import open_document
from scrapers.readers.origin import Origin
from scrapers.readers.reading import AnyRecord, read_document

RECORDED = Path(__file__).parents[2] / "recorded"
DOCUMENTS = sorted(path for path in RECORDED.iterdir() if path.suffix in (".txt", ".html"))
GIVEN = (
    "document_id",
    "capture_id",
    "capture_url",
    "source",
    "url",
    "evidence",
    "reader_version",
    "sentence",
    "licence",
    "compiled_from",
)


def read(path: Path) -> tuple[Document, list[AnyRecord]]:
    document = open_document(path.read_bytes(), path.name)
    origin = Origin(f"recorded/{path.stem}", "0" * 64, "recorded", None, path.name, "recorded", "claim")
    return document, read_document(document, origin)


def told(record: AnyRecord) -> dict[str, Any]:
    """What a record says beyond what its origin gave it, as JSON has it."""
    fields = {
        name: value for name, value in asdict(record).items() if name not in GIVEN and value not in (None, (), [], "")
    }
    if fields.get("kind") == "recorded":
        del fields["kind"]
    return json.loads(json.dumps({"record": type(record).__name__, **fields}))


def test_there_are_documents() -> None:
    assert len(DOCUMENTS) >= 7


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_recorded_document_gives_its_expected_records(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    assert expected.exists(), f"{path.name} has no reviewed {expected.name}: read it, review what is found, and add it."
    found = [told(record) for record in read(path)[1]]
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_quote_stands_at_its_locator(path: Path) -> None:
    document, records = read(path)
    for record in records:
        assert record.quote == document.at(Locator.parse(record.locator))
        assert record.quote


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_reading_twice_gives_the_same(path: Path) -> None:
    assert read(path)[1] == read(path)[1]


def test_no_expectation_is_left_without_its_document() -> None:
    stems = {path.stem for path in DOCUMENTS}
    assert {path.name.removesuffix(".expected.json") for path in RECORDED.glob("*.expected.json")} == stems
