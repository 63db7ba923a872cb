"""Small tables built by hand, and what is read in them.

Belongs here: documents of a few rows, and figures and anomalies in a form that is short to compare. Does not belong
here: tests, bytes of any medium.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scrapers.documents.kinds import XLSX
from scrapers.documents.model import Document
from scrapers.documents.rendering import DocumentBuilder, RawCell, RawRow
from scrapers.identity import origin_of_file
from scrapers.readers.explanation import explain
from scrapers.readers.origin import Origin
from scrapers.readers.reading import read_document
from scrapers.records import AnomalyRecord, FigureRecord

UNITS = ("Hà Nội", "Hà Giang", "Cao Bằng", "Bắc Kạn", "Tuyên Quang", "Lào Cai", "Điện Biên", "Lai Châu", "Sơn La")
Rows = Sequence[RawRow]
Key = tuple[str, str | None, str]
PNG = "image/png"
_RANGE = re.compile(r", (?P<range>[A-Z]+\d+(?::[A-Z]+\d+)?): ")


@dataclass(frozen=True)
class Reading:
    """What is read in a document."""

    document: Document
    origin: Origin

    @cached_property
    def records(self) -> list[object]:
        """All records."""
        return list(read_document(self.document, self.origin))

    @cached_property
    def figures(self) -> list[FigureRecord]:
        """The figures in their order."""
        return [record for record in self.records if isinstance(record, FigureRecord)]

    @cached_property
    def anomalies(self) -> list[AnomalyRecord]:
        """The anomalies in their order, but for what documents by hand lack anyway."""
        found = [record for record in self.records if isinstance(record, AnomalyRecord)]
        return [record for record in found if record.reader == "score_tables"]

    @property
    def values(self) -> dict[Key, float]:
        """The values by unit, part and measure; no two of them may share all three."""
        found = {(one.unit_name, one.domain_code, str(one.measure)): one.value for one in self.figures}
        assert len(found) == len(self.figures), Counter((one.unit_name, one.domain_code) for one in self.figures)
        return found

    def of(self, measure: str = "score", code: str | None = "_total", **fields: object) -> dict[str, float]:
        """The values of one measure and part by unit; of those figures alone whose fields are as given."""
        return {
            one.unit_name: one.value
            for one in self.figures
            if one.measure == measure
            and one.domain_code == code
            and all(getattr(one, name) == value for name, value in fields.items())
        }

    @property
    def topics(self) -> set[tuple[str, int]]:
        """The indices and years that figures are of."""
        return {(one.index_code, one.year) for one in self.figures}

    @property
    def columns(self) -> set[tuple[str | None, str]]:
        """The parts and measures that figures are of."""
        return {(one.domain_code, str(one.measure)) for one in self.figures}

    @property
    def told(self) -> list[tuple[str, str]]:
        """The kind of each anomaly with its range."""
        return [(one.kind, range_told(one)) for one in self.anomalies]

    @property
    def explained(self) -> list[str]:
        """The lines of `--explain` without their indents."""
        return [line.strip() for line in explain(self.document, self.origin)]


def range_told(anomaly: AnomalyRecord) -> str:
    """The range in an anomaly's message."""
    match = _RANGE.search(anomaly.message)
    assert match, anomaly.message
    return match["range"]


def reading(
    *tables: Rows,
    sheets: Sequence[str] = (),
    hidden: Sequence[str] = (),
    lines: Iterable[str] = (),
    name: str = "bang.xlsx",
    title: str | None = None,
    index: str | None = None,
    year: int | None = None,
    media_type: str = XLSX,
) -> Reading:
    """What is read in a document of some tables below some lines.

    Args:
        sheets: the names of the tables' sheets; `hidden` those that are not shown.
        name: the file's name; `title` the document's.
        index: the index that the source tells; `year` likewise.
    """
    builder = DocumentBuilder(name)
    for line in lines:
        builder.add_line(line)
    for at, rows in enumerate(tables):
        sheet = sheets[at] if sheets else None
        builder.add_table([[_stored(cell) for cell in row] for row in rows], sheet, sheet in hidden)
    origin = replace(origin_of_file(name, b""), index_code=index, year=year)
    return Reading(builder.document(media_type, "none", title=title), origin)


def picture(rows: Rows, confidence: float = 0.99, lines: Iterable[str] = ()) -> Reading:
    """What is read in a table off a picture: each cell with a confidence, its own where it has one."""
    seen = [
        [cell if isinstance(cell, RawCell) else RawCell(str(cell), None, confidence) for cell in row] for row in rows
    ]
    return reading(seen, lines=lines, name="anh.png", media_type=PNG)


def _stored(cell: RawCell | str | float) -> RawCell | str | float:
    """A cell as a workbook stores it: its numbers are all floats."""
    return float(cell) if isinstance(cell, int) else cell


def body(*columns: Sequence[str | float], units: Sequence[str] = UNITS) -> list[list[str | float]]:
    """Rows of units, each with its value in each column."""
    return [[unit, *values] for unit, *values in zip(units, *columns, strict=True)]


def points(first: float, step: float = -0.25, count: int = len(UNITS)) -> list[float]:
    """Values that fall evenly."""
    return [round(first + step * at, 6) for at in range(count)]
