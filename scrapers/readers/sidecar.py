"""The note beside a transcribed table: who published it, what its rows and columns mean, what is known to be missing.

Belongs here: the typed form of `data/figures/**/*.yml` and its checks. Does not belong here: reading the table
(`scrapers.readers.figure_table`). A field that is unknown or missing is an error: a note is a contract, not a hint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from scrapers.records import Measure

EVIDENCE = ("official", "workbook", "claim")
COMPLETENESS = ("complete", "partial")
ROW_ROLES = (
    "unit", "unit_level", "unit_parent", "index_code", "year", "domain_code", "domain_label", "unit_of_measure",
    "printed_at", "note",
)  # fmt: skip
_REQUIRED = ("title", "publisher", "evidence", "document", "compiled_from", "collected_on", "licence", "completeness")
_OPTIONAL = ("index_code", "year", "unit_level", "rows", "columns", "missing", "known_issues")
_COLUMN_FIELDS = {"column", "measure", "domain_code", "index_code", "unit_of_measure", "label", "by_order"}
_MISSING_FIELDS = {"units", "columns", "reason"}


class SidecarError(ValueError):
    """A note that cannot be used; the message says which file, which field and what is wanted."""


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """What the values of one column are; None where a row column or the table says it."""

    column: str
    measure: str
    domain_code: str | None
    index_code: str | None
    unit_of_measure: str | None
    label: str | None
    by_order: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """Cells that the publisher left empty, and why; `columns` None means all of them."""

    units: tuple[str, ...]
    columns: tuple[str, ...] | None
    reason: str


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A table's note. `rows` maps a role (see ROW_ROLES) to the CSV column that plays it."""

    title: str
    publisher: str
    evidence: str
    document_title: str
    document_url: str | None
    compiled_from: str
    collected_on: str
    licence: str
    completeness: str
    index_code: str | None
    year: int | None
    unit_level: str | None
    rows: dict[str, str]
    columns: tuple[MeasureColumn, ...]
    missing: tuple[Missing, ...]
    known_issues: tuple[str, ...]


def parse_sidecar(data: bytes, name: str) -> Sidecar:
    """The note in `data` (YAML).

    Raises:
        SidecarError: no YAML, or a field is unknown, missing or of the wrong kind.
    """
    try:
        raw = yaml.safe_load(data.decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SidecarError(f"{name} is no YAML: {str(error).splitlines()[0]}.") from None
    fields = _mapping(raw, name, "the note", set(_REQUIRED + _OPTIONAL))
    for field in (*_REQUIRED, "rows", "columns"):
        if fields.get(field) in (None, "", [], {}):
            raise SidecarError(f"{name} has no `{field}`: add it.")
    document = _mapping(fields["document"], name, "`document`", {"title", "sheet", "url"})
    return Sidecar(
        title=str(fields["title"]),
        publisher=str(fields["publisher"]),
        evidence=_one_of(fields["evidence"], EVIDENCE, name, "evidence"),
        document_title=", sheet ".join(str(document[key]) for key in ("title", "sheet") if document.get(key)),
        document_url=_text(document.get("url")),
        compiled_from=str(fields["compiled_from"]),
        collected_on=str(fields["collected_on"]),
        licence=str(fields["licence"]),
        completeness=_one_of(fields["completeness"], COMPLETENESS, name, "completeness"),
        index_code=_text(fields.get("index_code")),
        year=None if fields.get("year") is None else int(fields["year"]),
        unit_level=_text(fields.get("unit_level")),
        rows={str(k): str(v) for k, v in _mapping(fields["rows"], name, "`rows`", set(ROW_ROLES)).items()},
        columns=tuple(_column(item, name) for item in fields["columns"]),
        missing=tuple(_missing(item, name) for item in fields.get("missing") or ()),
        known_issues=tuple(str(item) for item in fields.get("known_issues") or ()),
    )


def _column(raw: Any, name: str) -> MeasureColumn:
    fields = _mapping(raw, name, "a column", _COLUMN_FIELDS)
    return MeasureColumn(
        column=str(fields["column"]),
        measure=_one_of(fields.get("measure"), tuple(Measure), name, "measure"),
        domain_code=_text(fields.get("domain_code")),
        index_code=_text(fields.get("index_code")),
        unit_of_measure=_text(fields.get("unit_of_measure")),
        label=_text(fields.get("label")),
        by_order=bool(fields.get("by_order", False)),
    )


def _missing(raw: Any, name: str) -> Missing:
    fields = _mapping(raw, name, "an entry of `missing`", _MISSING_FIELDS)
    columns = fields.get("columns", "all")
    return Missing(
        units=tuple(str(unit) for unit in fields.get("units") or ()),
        columns=None if columns == "all" else tuple(str(column) for column in columns),
        reason=str(fields.get("reason") or ""),
    )


def _mapping(raw: Any, name: str, what: str, known: set[str]) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise SidecarError(f"{name}: {what} must be a mapping of fields.")
    unknown = sorted(str(key) for key in raw if key not in known)
    if unknown:
        raise SidecarError(f"{name}: {what} has the unknown field `{unknown[0]}`; known are {', '.join(sorted(known))}.")
    return raw


def _one_of(value: Any, known: tuple[str, ...], name: str, field: str) -> str:
    if value not in known:
        raise SidecarError(f"{name}: `{field}` is {value!r}; it must be one of {', '.join(known)}.")
    return str(value)


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)
