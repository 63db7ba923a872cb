"""Records as `cchc read` prints them: one object a document, with a list a kind.

Belongs here: names of the lists and the printed form of a record. Does not belong here: reading, files, JSON as text
(`cchc.output`). A record is printed as it is; of a figure, `domain_code` is printed as `domain` (the label where there
is none, null for the whole index), as is the label of the total then; a department is told apart by its province.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scrapers.records import RECORD_KINDS, DocumentRecord, FigureRecord, Record

_LISTS = {
    "citation": "citations",
    "figure": "figures",
    "deduction": "deductions",
    "task": "tasks",
    "target": "targets",
    "reporting_duty": "reporting_duties",
    "anomaly": "anomalies",
}
_LIST_OF: dict[type, str] = {RECORD_KINDS[kind]: name for kind, name in _LISTS.items()}
_TOTAL = "_total"


def printed_document(records: Iterable[Record]) -> dict[str, Any]:
    """`{document: {...}, citations: [...], figures: [...], ...}` of the records of one document."""
    printed: dict[str, Any] = {"document": None} | {name: [] for name in _LISTS.values()}
    for record in records:
        if isinstance(record, DocumentRecord):
            printed["document"] = _fields(record)
        elif isinstance(record, FigureRecord):
            printed["figures"].append(_figure(record))
        else:
            printed[_LIST_OF[type(record)]].append(_fields(record))
    return printed


def _figure(record: FigureRecord) -> dict[str, Any]:
    """The figure with what it says first and where it stands last."""
    fields = _fields(record)
    is_total = record.domain_code == _TOTAL
    said = {
        "unit_name": _told_apart(record),
        "unit_level": record.unit_level,
        "index_code": record.index_code,
        "year": record.year,
        "domain": None if is_total else record.domain_code or record.conformed_code or record.domain_label,
        "domain_label": None if is_total else record.domain_label,
    }
    place = {name: fields.pop(name) for name in Record.__dataclass_fields__}
    del fields["domain_code"]
    return said | {name: value for name, value in fields.items() if name not in said} | place


def _fields(record: Record) -> dict[str, Any]:
    """The values by their names; as records hold nothing that could be changed, none is copied."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _told_apart(record: FigureRecord) -> str:
    """`Sở Nội vụ` of Hòa Bình as `Sở Nội vụ Hòa Bình`: every province has departments of the same names."""
    is_of_province = record.unit_level == "department" and record.unit_parent
    if not is_of_province or str(record.unit_parent) in record.unit_name:
        return record.unit_name
    return f"{record.unit_name} {record.unit_parent}"
