"""What the seeds say of themselves, as read, against their keys, field by field.

Belongs here: which field of a record answers which of a key. Does not belong here: other kinds (`bench.seed_keys`).
A key may name one fact twice, as the page tells it and as the document does: then both witnesses are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bench.scoring import Board, fold

Entry = dict[str, Any]
Check = tuple[str, Any, Any]

_TEXTS = {
    "page_title": "page_title",
    "doc_number_body": "full_number",
    "doc_number_meta": "page_full_number",
    "issued_date_body": "issued_on",
    "issued_date_meta": "page_issued_on",
    "effective_date": "effective_on",
    "doc_type": "type",
    "issuing_body_body": "issuer",
    "issuing_body_meta": "page_issuer",
    "issuing_place_meta": "page_issuer",
    "field": "field",
    "title": "title",
    "validity": "validity",
    "gazette_date": "gazette_on",
    "gazette_number": "gazette_number",
    "source_site": "publisher",
    "archive_line": "archive_line",
}


def score_metadata(board: Board, key: Entry, document: Entry) -> None:
    """Every field that the key gives, and what goes with it: places, capacities, drafters, precisions."""
    for name, entry in key["metadata"].items():
        for field, expected, found in _checks(name, entry, document):
            if _text(expected) == _text(found):
                board.right("metadata fields")
            else:
                board.missed(f"{key['seed']} {field}: {expected!r}, read {found!r}", "metadata fields")


def _checks(name: str, entry: Entry, document: Entry) -> Iterator[Check]:
    special = _SPECIAL.get(name)
    if special is not None:
        yield from special(entry, document)
    else:
        yield name, entry["value"], document.get(_TEXTS[name])
    if entry.get("place"):
        yield f"{name}.place", entry["place"], document["place"]


def _number(entry: Entry, document: Entry) -> Iterator[Check]:
    if entry["value"] is None:
        yield "doc_number", None, document["number"]
        yield "doc_number.symbol", entry["symbol"], document["symbol"]
    else:
        yield "doc_number", entry["value"], document["full_number"]


def _issued(entry: Entry, document: Entry) -> Iterator[Check]:
    if entry["value"] is None:
        yield "issued_date", f"{entry['year']}-{entry['month']:02}", document["issued_on"]
        yield "issued_date.precision", "month", document["issued_precision"]
    else:
        yield "issued_date", entry["value"], document["issued_on"]


def _signer(entry: Entry, document: Entry) -> Iterator[Check]:
    yield "signer", entry["value"], document["signer"]
    if entry.get("position"):
        yield "signer.position", entry["position"], document["signer_title"]
    if entry.get("capacity"):
        yield "signer.capacity", entry["capacity"], document["signer_capacity"]


def _archive_line(entry: Entry, document: Entry) -> Iterator[Check]:
    yield "archive_line", entry["value"], document.get("archive_line")
    yield "archive_line.drafters", entry["drafters"], list(document.get("drafters", ()))


def _issuer(entry: Entry, document: Entry) -> Iterator[Check]:
    """The key adds the parent of a local body in brackets."""
    name, _, parent = entry["value"].partition(" (")
    yield "issuing_body", name, document["issuer"]
    if parent:
        yield "issuing_body.parent", parent.removeprefix("tỉnh ").removesuffix(")"), document["issuer_parent"]


def _year_among(field: str, years: str) -> Callable[[Entry, Entry], Iterator[Check]]:
    def check(entry: Entry, document: Entry) -> Iterator[Check]:
        found = list(document[years])
        yield field, entry["value"], entry["value"] if entry["value"] in found else found

    return check


def _complete(entry: Entry, document: Entry) -> Iterator[Check]:
    yield "text_complete", entry["value"], document["text_complete"]


_SPECIAL: dict[str, Callable[[Entry, Entry], Iterator[Check]]] = {
    "doc_number": _number,
    "issued_date": _issued,
    "issuing_body": _issuer,
    "signer": _signer,
    "archive_line": _archive_line,
    "plan_year": _year_among("plan_year", "plan_years"),
    "index_year": _year_among("index_year", "index_years"),
    "text_complete": _complete,
}


def _text(value: Any) -> Any:
    """Texts are compared by letters and digits."""
    return fold(value) if isinstance(value, str) else value
