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
BASES = ("previous_year",)
ROW_ROLES = (
    "unit", "unit_level", "unit_parent", "index_code", "year", "domain_code", "domain_label", "unit_of_measure",
    "printed_at", "note",
)  # fmt: skip
_REQUIRED = ("title", "publisher", "evidence", "document", "compiled_from", "collected_on", "licence", "completeness")
_OPTIONAL = ("index_code", "year", "unit_level", "rows", "columns", "missing", "known_issues")
_COLUMN_FIELDS = {"column", "measure", "domain_code", "index_code", "unit_of_measure", "label", "by_order", "base"}
_MISSING_FIELDS = {"units", "columns", "reason"}


class SidecarError(ValueError):
    """A note that cannot be used; the message says which file, which field and what is wanted."""


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """What the values of one column are; None where a row column or the table says it.

    `base` says what changes are measured from; where it is None that is not known.
    """

    column: str
    measure: str
    domain_code: str | None
    index_code: str | None
    unit_of_measure: str | None
    label: str | None
    by_order: bool
    base: str | None = None


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
    except yaml.MarkedYAMLError as error:
        line = "" if error.problem_mark is None else f" in line {error.problem_mark.line + 1}"
        raise SidecarError(f"{name} is no YAML: {error.problem}{line}; mend it.") from None
    except (yaml.YAMLError, ValueError) as error:
        raise SidecarError(f"{name} is no YAML: {str(error).splitlines()[0]}; mend it.") from None
    fields = _mapping(raw, name, "the note", set(_REQUIRED + _OPTIONAL))
    for field in (*_REQUIRED, "rows", "columns"):
        if fields.get(field) in (None, "", [], {}):
            raise SidecarError(f"{name} has no `{field}`: add it.")
    document = _mapping(fields["document"], name, "`document`", {"title", "sheet", "url"})
    rows = _mapping(fields["rows"], name, "`rows`", set(ROW_ROLES))
    return Sidecar(
        title=_needed(fields["title"], name, "title"),
        publisher=_needed(fields["publisher"], name, "publisher"),
        evidence=_one_of(fields["evidence"], EVIDENCE, name, "evidence"),
        document_title=", sheet ".join(str(document[key]) for key in ("title", "sheet") if document.get(key)),
        document_url=_text(document.get("url"), name, "url"),
        compiled_from=_needed(fields["compiled_from"], name, "compiled_from"),
        collected_on=str(fields["collected_on"]),
        licence=_needed(fields["licence"], name, "licence"),
        completeness=_one_of(fields["completeness"], COMPLETENESS, name, "completeness"),
        index_code=_text(fields.get("index_code"), name, "index_code"),
        year=_year(fields.get("year"), name),
        unit_level=_text(fields.get("unit_level"), name, "unit_level"),
        rows={role: _needed(column, name, role) for role, column in rows.items()},
        columns=tuple(_column(item, name) for item in _list(fields["columns"], name, "columns")),
        missing=tuple(_missing(item, name) for item in _list(fields.get("missing"), name, "missing")),
        known_issues=_texts(fields.get("known_issues"), name, "known_issues"),
    )


def _column(raw: Any, name: str) -> MeasureColumn:
    fields = _mapping(raw, name, "a column", _COLUMN_FIELDS)
    return MeasureColumn(
        column=_needed(fields.get("column"), name, "column"),
        measure=_one_of(fields.get("measure"), tuple(Measure), name, "measure"),
        domain_code=_text(fields.get("domain_code"), name, "domain_code"),
        index_code=_text(fields.get("index_code"), name, "index_code"),
        unit_of_measure=_text(fields.get("unit_of_measure"), name, "unit_of_measure"),
        label=_text(fields.get("label"), name, "label"),
        by_order=_flag(fields.get("by_order", False), name, "by_order"),
        base=None if fields.get("base") is None else _one_of(fields["base"], BASES, name, "base"),
    )


def _missing(raw: Any, name: str) -> Missing:
    fields = _mapping(raw, name, "an entry of `missing`", _MISSING_FIELDS)
    columns = fields.get("columns", "all")
    return Missing(
        units=_texts(fields.get("units"), name, "units"),
        columns=None if columns == "all" else _texts(columns, name, "columns"),
        reason=_needed(fields.get("reason"), name, "reason"),
    )


def _mapping(raw: Any, name: str, what: str, known: set[str]) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise SidecarError(f"{name}: {what} must be a mapping of fields.")
    unknown = sorted(str(key) for key in raw if key not in known)
    if unknown:
        names = ", ".join(sorted(known))
        raise SidecarError(f"{name}: {what} has the unknown field `{unknown[0]}`; known are {names}.")
    return raw


def _one_of(value: Any, known: tuple[str, ...], name: str, field: str) -> str:
    if value not in known:
        raise SidecarError(f"{name}: `{field}` is {value!r}; it must be one of {', '.join(known)}.")
    return str(value)


def _list(value: Any, name: str, field: str) -> list[Any]:
    if value is not None and not isinstance(value, list):
        raise SidecarError(f"{name}: `{field}` is {value!r}; it must be a list.")
    return value or []


def _texts(value: Any, name: str, field: str) -> tuple[str, ...]:
    return tuple(_needed(item, name, field) for item in _list(value, name, field))


def _needed(value: Any, name: str, field: str) -> str:
    text = _text(value, name, field)
    if text is None:
        raise SidecarError(f"{name} has a `{field}` that is missing or empty: add it.")
    return text


def _text(value: Any, name: str, field: str) -> str | None:
    """Text as written; a number is refused, for YAML has made `1.10` into 1.1 by then."""
    if value is not None and not isinstance(value, str):
        raise SidecarError(f"{name}: `{field}` is {value!r}; it must be text, in quotes where it looks like a number.")
    return value or None


def _flag(value: Any, name: str, field: str) -> bool:
    if not isinstance(value, bool):
        raise SidecarError(f"{name}: `{field}` is {value!r}; it must be true or false.")
    return value


def _year(value: Any, name: str) -> int | None:
    if value is not None and type(value) is not int:
        raise SidecarError(f"{name}: `year` is {value!r}; it must be a year such as 2023.")
    return value
