"""Values and doubts of tables as records.

Belongs here: the fields of figures and anomalies of cells. Does not belong here: what to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scrapers.documents.model import Cell, Document
from scrapers.readers.context import Place
from scrapers.readers.origin import Origin
from scrapers.readers.tables.cell_values import CellValue
from scrapers.readers.tables.grid import range_of
from scrapers.readers.tables.part_names import PartName
from scrapers.records import AnomalyRecord, FigureRecord, Measure, Severity
from scrapers.vocabulary.text import tidy

READER = "score_tables"
VERSION = "2"

_RANKED_LEVELS = ("province", "ministry")
_RANKS = (Measure.RANK, Measure.RANK_OF)


class Printed(NamedTuple):
    """A value as a table prints it: whose, of what, and where."""

    place: Place
    raw_name: str
    part: PartName
    index_code: str
    year: int
    base_year: int | None
    cell: Cell
    value: CellValue
    scope: str = "national"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a value that was read off a picture: the value to take, and why it is doubted or mended."""

    value: float
    doubt: str | None = None
    reconciled: str | None = None


class TableRecords:
    """Makes the records of one document's tables."""

    def __init__(self, document: Document, origin: Origin) -> None:
        self.document = document
        self.origin = origin

    def figure(self, printed: Printed, position: int, verdict: Verdict | None = None) -> FigureRecord:
        """The figure of a value; its quote is its cell, which its locator spans."""
        value, place, part, cell = printed.value, printed.place, printed.part, printed.cell
        is_national = value.measure in _RANKS and place.level in _RANKED_LEVELS
        return FigureRecord(
            document_id=self.origin.document_id,
            capture_id=self.origin.capture_id,
            locator=str(cell.locator),
            quote=cell.text,
            reader=READER,
            reader_version=VERSION,
            position=position,
            index_code=printed.index_code,
            unit_name=place.name,
            unit_name_raw=printed.raw_name,
            unit_level=place.level,
            unit_parent=place.parent,
            year=printed.year,
            domain_code=part.code,
            domain_label=part.label or None,
            conformed_code=part.conformed_code,
            measure=value.measure,
            value=verdict.value if verdict else value.value,
            unit_of_measure=value.unit_of_measure,
            value_raw=value.raw,
            base_year=printed.base_year,
            scope=printed.scope if is_national else None,
            confidence=cell.confidence,
            doubt=verdict.doubt if verdict else None,
            reconciled=verdict.reconciled if verdict else None,
        )

    def anomaly(
        self, cells: Sequence[Cell | None], kind: str, severity: Severity, expected: str, found: str | None = None
    ) -> AnomalyRecord:
        """The anomaly of some cells of a table; without cells, of its first one.

        Args:
            expected: what was wanted.
            found: what was there; the words of the first cell where it is None.
        """
        first = next(cell for cell in cells if cell is not None)
        table = self.document.tables[(first.locator.table or 1) - 1]
        title = f" “{table.title}”" if table.title else ""
        page = f" on page {table.page}" if table.page else ""
        told = found if found is not None else (tidy(first.text) or None)
        where = f"table {first.locator.table}{title}{page}, {range_of(cells)}"
        return AnomalyRecord(
            **self.origin.at(self.document, first.locator, READER, VERSION),
            position=0,
            kind=kind,
            severity=severity,
            expected=expected,
            found=told,
            message=f"{self.origin.name}, {where}: {kind.replace('_', ' ')} (expected {expected}, found {told}).",
        )
