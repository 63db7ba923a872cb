"""Transcribed tables (`data/figures`) to records: every cell that holds a value becomes a figure at its place.

Belongs here: reading a table the way its note says. Does not belong here: tables whose shape must be understood
(`scrapers.readers.score_tables`). What the note does not cover is an anomaly: an unknown header, a cell that is no
number, a unit that no one knows, a gap without a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scrapers.documents.model import Cell, Document, DocumentError
from scrapers.readers.origin import Origin
from scrapers.readers.sidecar import MeasureColumn, Sidecar
from scrapers.records import AnomalyRecord, DocumentRecord, FigureRecord, Measure, Severity
from scrapers.vocabulary.domains import resolve_domain
from scrapers.vocabulary.indices import is_index
from scrapers.vocabulary.text import fold, nfc
from scrapers.vocabulary.units import resolve_unit, strip_level

READER = "figure_table"
VERSION = "1"

LOCAL_LEVELS = ("department", "district", "commune")
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_YEAR = re.compile(r"^[0-9]{4}$")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)\s*$")
_MEAN = re.compile(r"\((?:average|trung bình)[^)]*\)", re.IGNORECASE)
_UNITS_OF = {Measure.RANK: "rank", Measure.RANK_OF: "units", Measure.DELTA_RANK: "places"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table: the cells that say what it is about, and those that hold values."""

    about: dict[str, Cell]
    values: dict[str, Cell]
    first: Cell

    def text(self, role: str) -> str | None:
        cell = self.about.get(role)
        return cell.text if cell is not None and cell.text else None


def read_figure_table(
    document: Document, sidecar: Sidecar, origin: Origin
) -> Iterator[DocumentRecord | FigureRecord | AnomalyRecord]:
    """The table's document, the pages whose figures it transcribes, its figures, and what could not be read.

    Raises:
        DocumentError: there is no table in the document.
    """
    if not document.tables:
        raise DocumentError(f"{origin.name} holds no table: save it as CSV with a header row.")
    yield _own_document(document, sidecar, origin)
    reading = _Reading(sidecar, origin)
    yield from reading.read(document)


def _own_document(document: Document, sidecar: Sidecar, origin: Origin) -> DocumentRecord:
    header = document.tables[0].rows[0][0].locator
    return DocumentRecord(
        **origin.provenance(header, document.at(header), READER, VERSION),
        source=origin.source,
        url=sidecar.document_url,
        kind="figure_table",
        evidence=sidecar.evidence,
        publisher=sidecar.publisher,
        title=f"{sidecar.title} ({sidecar.document_title})" if sidecar.document_title else sidecar.title,
        index_years=() if sidecar.year is None else (sidecar.year,),
        text_complete=sidecar.completeness == "complete",
        licence=sidecar.licence,
        compiled_from=sidecar.compiled_from,
        note=" ".join(sidecar.known_issues) or None,
    )


class _Reading:
    """One pass over one table; holds the running position and the pages met so far."""

    def __init__(self, sidecar: Sidecar, origin: Origin) -> None:
        self.sidecar = sidecar
        self.origin = origin
        self.position = 0
        self.pages: set[str] = set()
        self.gaps = {
            (nfc(unit), column)
            for missing in sidecar.missing
            for unit in missing.units
            for column in (missing.columns or tuple(column.column for column in sidecar.columns))
        }

    def read(self, document: Document) -> Iterator[DocumentRecord | FigureRecord | AnomalyRecord]:
        header, *body = document.tables[0].rows
        names = [cell.text for cell in header]
        known = [*self.sidecar.rows.values(), *(column.column for column in self.sidecar.columns)]
        for cell in header:
            if cell.text not in known or names.count(cell.text) > 1:
                yield self._anomaly(cell, "unknown_header", "a column that the note describes", cell.text)
        if missing := [name for name in known if name not in names]:
            yield self._anomaly(header[0], "missing_column", ", ".join(missing), None)
            return
        for cells in body:
            if len(cells) != len(header):
                yield self._anomaly(cells[0], "ragged_row", f"{len(header)} cells", f"{len(cells)} cells")
                continue
            by_name = dict(zip(names, cells, strict=True))
            about = {role: by_name[column] for role, column in self.sidecar.rows.items()}
            values = {column.column: by_name[column.column] for column in self.sidecar.columns}
            yield from self._read_row(_Row(about, values, cells[0]))

    def _read_row(self, row: _Row) -> Iterator[DocumentRecord | FigureRecord | AnomalyRecord]:
        origin = self.origin
        if printed_at := row.text("printed_at"):
            origin = replace(origin, document_id=re.sub(r"^[a-z]+://", "", printed_at), url=printed_at)
            if origin.document_id not in self.pages:
                self.pages.add(origin.document_id)
                yield self._page(row.about["printed_at"], origin)
        for column in self.sidecar.columns:
            cell = row.values[column.column]
            if cell.text:
                yield self._figure(row, column, cell, origin)
            elif self.sidecar.completeness == "complete" and not self._is_known_gap(row, column):
                yield self._anomaly(cell, "unexplained_gap", "a value, or a reason in `missing`", None)

    def _is_known_gap(self, row: _Row, column: MeasureColumn) -> bool:
        return (nfc(row.text("unit") or ""), column.column) in self.gaps

    def _page(self, cell: Cell, origin: Origin) -> DocumentRecord:
        return DocumentRecord(
            **origin.provenance(cell.locator, cell.text, READER, VERSION),
            source=origin.source,
            url=origin.url,
            kind="transcribed_page",
            evidence=self.sidecar.evidence,
            publisher=origin.document_id.split("/")[0].removeprefix("www."),
            text_complete=False,
            licence=self.sidecar.licence,
            compiled_from=self.sidecar.compiled_from,
            note=f"Only its figures are held, as transcribed in {self.origin.document_id}.",
        )

    def _figure(self, row: _Row, column: MeasureColumn, cell: Cell, origin: Origin) -> FigureRecord | AnomalyRecord:
        if not _NUMBER.match(cell.text):
            return self._anomaly(cell, "not_a_number", "digits with a decimal point", cell.text)
        year = row.text("year") or self.sidecar.year
        index_code = column.index_code or row.text("index_code") or self.sidecar.index_code
        if year is None or index_code is None:
            return self._anomaly(cell, "no_index_or_year", "an index and a year in the note or the row", cell.text)
        if not is_index(index_code):
            return self._anomaly(cell, "unknown_index", "an index code of indices.csv", index_code)
        if not _YEAR.match(str(year)):
            return self._anomaly(cell, "not_a_year", "a year such as 2023", str(year))
        unit = self._unit(row)
        if unit is None:
            return self._anomaly(cell, "unknown_unit", "a unit in unit_spellings.csv", row.text("unit"))
        name, level, measure = unit
        label = row.text("domain_label") or column.label
        code = column.domain_code if not row.text("domain_label") else None
        self.position += 1
        return FigureRecord(
            **origin.provenance(cell.locator, cell.text, READER, VERSION),
            position=self.position,
            index_code=index_code,
            unit_name=name,
            unit_name_raw=row.text("unit") or "",
            unit_level=level,
            unit_parent=row.text("unit_parent"),
            year=int(year),
            domain_code=row.text("domain_code") or code or (None if row.text("domain_label") else "_total"),
            domain_label=label,
            conformed_code=resolve_domain(label, index_code) if label else None,
            measure=measure if column.measure == Measure.SCORE else column.measure,
            value=float(cell.text),
            unit_of_measure=_UNITS_OF.get(Measure(column.measure))
            or column.unit_of_measure
            or row.text("unit_of_measure")
            or "points",
            value_raw=cell.text,
            base_year=int(year) - 1 if column.base == "previous_year" else None,
            scope="national" if column.measure == Measure.RANK and level in ("province", "ministry") else None,
            in_words=column.by_order,
        )

    def _unit(self, row: _Row) -> tuple[str, str, str] | None:
        """Canonical name, level and what its score is: a score, or a mean over the units of that level."""
        raw = nfc(row.text("unit") or "")
        level = row.text("unit_level") or self.sidecar.unit_level or "province"
        parent = row.text("unit_parent")
        if level in LOCAL_LEVELS:
            if _MEAN.search(raw) and parent:
                return parent, "province", Measure.MEAN
            local = raw if level == "department" else _without_level(raw)
            return _without_parent(local, parent), level, Measure.SCORE
        found = resolve_unit(raw, level)
        return None if found is None else (found.canonical_name, level, Measure.SCORE)

    def _anomaly(self, cell: Cell, kind: str, expected: str | None, found: str | None) -> AnomalyRecord:
        self.position += 1
        return AnomalyRecord(
            **self.origin.provenance(cell.locator, cell.text, READER, VERSION),
            position=self.position,
            kind=kind,
            severity=Severity.ERROR,
            expected=expected,
            found=found,
            message=f"{self.origin.document_id}, row {cell.locator.row}, column {cell.locator.column}: "
            f"{kind.replace('_', ' ')} (expected {expected}, found {found or 'nothing'}).",
        )


def _without_level(name: str) -> str:
    """`huyện Hoằng Hóa`, `TP Hoà Bình` or `Dong Da district` without the word of its level."""
    return strip_level(_PARENTHESIS.sub("", name).strip())[1]


def _without_parent(name: str, parent: str | None) -> str:
    """`Sở Nội vụ Lâm Đồng` or `Sở Nội vụ (Lâm Đồng)` of Lâm Đồng is `Sở Nội vụ`."""
    bare = _PARENTHESIS.sub("", name).strip()
    if not parent:
        return bare
    words = bare.split()
    for length in range(len(words) - 1, 0, -1):
        if fold(" ".join(words[-length:])) in (fold(parent), fold(f"tỉnh {parent}"), fold(f"thành phố {parent}")):
            return " ".join(words[:-length])
    return bare
