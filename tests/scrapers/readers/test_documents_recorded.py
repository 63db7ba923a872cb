"""Documents of many shapes: what each says of itself and others stands, reviewed, in `.expected.json` beside it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from scrapers.documents.model import Locator
from scrapers.documents.opening import open_document
from scrapers.readers.citations import read_citations
from scrapers.readers.metadata import read_metadata
from scrapers.readers.origin import Origin
from scrapers.records import AnomalyRecord, CitationRecord, DocumentRecord

DOCUMENTS = sorted((Path(__file__).parents[2] / "recorded" / "documents").glob("*.txt"))
LEFT_OUT = (
    "document_id", "capture_id", "capture_url", "source", "url", "kind", "evidence", "locator", "reader",
    "reader_version", "position", "severity", "message", "licence", "compiled_from",
)  # fmt: skip


def told(path: Path) -> dict[str, Any]:
    """A document's own record, its citations and the kinds of its anomalies, without what is empty."""
    document = open_document(path.read_bytes(), path.name)
    origin = Origin(f"recorded/{path.stem}", "0" * 64, "recorded", None, path.name, "recorded", "claim")
    own, doubts = read_metadata(document, origin)
    found = list(read_citations(document, origin, own))
    for record in (own, *doubts, *found):
        assert record.quote == document.at(Locator.parse(record.locator))
    anomalies = [record for record in (*doubts, *found) if isinstance(record, AnomalyRecord)]
    result = {
        "document": _fields(own),
        "citations": [_fields(record) for record in found if isinstance(record, CitationRecord)],
        "anomalies": [[record.kind, record.expected, record.found] for record in anomalies],
    }
    return dict(json.loads(json.dumps(result)))


def _fields(record: DocumentRecord | CitationRecord) -> dict[str, Any]:
    return {
        name: value
        for name, value in asdict(record).items()
        if name not in LEFT_OUT and value not in (None, (), "", False)
    }


def test_there_are_documents() -> None:
    assert len(DOCUMENTS) >= 13


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_says_what_is_expected(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    assert expected.exists(), f"{path.name} has no reviewed {expected.name}: review what is read, and add it."
    assert told(path) == json.loads(expected.read_text(encoding="utf-8"))
