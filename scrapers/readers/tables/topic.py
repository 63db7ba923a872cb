"""Which index and year a table is about, and where what it is told and what it says contradict each other.

Belongs here: the witnesses (header, captions, sheet, the lines above, title, file name, source) and their order. Does
not belong here: what single columns hold.

A workbook is about the year of its file. A sheet that is named for another year holds that year if the file's own year
stands on another sheet; else its name is wrong. A sheet that only its header dates to another year, beside one of the
file's year, is an old table left behind and is not read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from scrapers.documents.model import Document, Table
from scrapers.readers.context import Place
from scrapers.readers.origin import Origin
from scrapers.readers.tables.header import Header
from scrapers.readers.tables.header_words import assessed_years, bare_header, index_in, role_of, years_in
from scrapers.readers.tables.part_names import NUMBER_BESIDE_NAME, PartName, part_named
from scrapers.records import DocumentRecord
from scrapers.vocabulary.domains import families_of_label
from scrapers.vocabulary.indices import index_family
from scrapers.vocabulary.text import nfc, tidy
from scrapers.vocabulary.units import find_units

_LINES_ABOVE = 4
_FEWEST_LABELS = 3
_REGION = re.compile(r"(?<!\w)(?:vùng|khu vực)\s+[A-ZĐ][a-zà-ỹ]")
_PERCENT = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt|unit)\s*:?\s*\(?\s*%", re.IGNORECASE)
_PIECES = re.compile(
    r"\s*[:;–—,]\s+|\s+-\s+|[“”\"()]|\s+năm(?!\w)|"
    r"\s+(?=(?:lĩnh\s+vực|chỉ\s+số\s+thành\s+phần|trục\s+nội\s+dung|nội\s+dung)(?!\w))",
    re.IGNORECASE,
)
_COMPARABLE = 0.6
"""Share of a table's parts that another must have to hold the same of another year."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the witnesses of one table say; None or empty where they are silent."""

    table: Table
    index_code: str | None
    header_year: int | None
    sheet_year: int | None
    caption_year: int | None
    around_year: int | None
    role_year: int | None
    is_picture: bool
    paths: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class Topic:
    """The index and year that a table is taken to be about.

    `refusal` says why the table is not read, `contradiction` what was overruled; `place` is the one province that the
    words around the table name, `part` the one part of the index that its captions or its sheet are about, `scope` that
    of its ranks, `is_percent` whether its captions say that its values are percent.
    """

    index_code: str | None
    year: int | None
    contradiction: str | None = None
    refusal: str | None = None
    place: Place | None = None
    part: PartName | None = None
    scope: str = "national"
    is_percent: bool = False


class Witnesses:
    """What the surroundings of a document's tables say; each line is read once, however many tables follow."""

    def __init__(self, document: Document, origin: Origin, own: DocumentRecord) -> None:
        self.origin = origin
        self.own = own
        self.name = PurePosixPath(origin.name).name
        self.title = nfc(own.title or document.title or "")
        self._lines = [block for block in document.blocks if block.table is None]
        self._ends = [block.end for block in self._lines]

    @property
    def told_year(self) -> int | None:
        """The year that the source tells, or the one year in the file's name."""
        years = set(years_in(self.name))
        return self.origin.year or (years.pop() if len(years) == 1 else None)

    def above(self, table: Table) -> list[str]:
        """The lines right above a table, the nearest first."""
        before = bisect_right(self._ends, table.rows[0][0].locator.start)
        return [nfc(line.text) for line in reversed(self._lines[max(0, before - _LINES_ABOVE) : before])]

    def stated(self, table: Table, header: Header) -> Stated:
        """What is said of a table."""
        captions = [tidy(cell.text) for cell in header.captions]
        sheet = nfc(table.title or "")
        headings = [text for path in header.paths.values() for text in path if index_in(text) is not None]
        dated = [text for path in header.paths.values() for text in path if role_of(text) is not None]
        around = [*captions, *self.above(table), self.title]
        return Stated(
            table,
            _index(header, [*captions, sheet, *self.above(table), self.title]),
            _one(year for text in headings for year in years_in(text)),
            _one(years_in(sheet)),
            _one(year for text in captions if index_in(text) for year in assessed_years(text)),
            next((year for text in around if (year := _one(assessed_years(text))) is not None and index_in(text)), None)
            or _one(assessed_years(" ".join(around[:1])))
            or (self.own.index_years[0] if len(self.own.index_years) == 1 else None),
            _one(year for text in dated for year in years_in(text)),
            any(cell.confidence is not None for cell in header.cells.values()),
            tuple(path for path in header.paths.values() if path),
            (*captions, *([sheet] if sheet else [])),
            next((place for text in (*around, sheet, nfc(self.name)) if (place := _province(text)) is not None), None),
        )

    def index_of_file(self) -> str | None:
        """The index that the source tells, or that the file's name names."""
        return self.origin.index_code or index_in(nfc(self.name))


def _part_of(titles: Sequence[str], code: str | None, stated: Stated) -> PartName | None:
    """The one part of the index that captions name: `PAR INDEX 2022: Lĩnh vực Cải cách thể chế`."""
    year = stated.caption_year or stated.header_year or stated.around_year
    pieces = [piece for text in titles for piece in _PIECES.split(bare_header(text))]
    found = {part for piece in pieces if (part := part_named(piece.strip(), code or "", year)) is not None}
    names = {part.conformed_code or part.code for part in found if part.basis != NUMBER_BESIDE_NAME}
    return min(found, key=lambda part: part.label) if len(names) == 1 and len(found) >= 1 else None


def _names_region(text: str) -> bool:
    """Whether a caption is about one region: `các tỉnh vùng Đông Bắc`; words in capitals alone do not tell."""
    return _REGION.search(text) is not None or any(unit.level == "region" for unit in find_units(text))


def _province(text: str) -> Place | None:
    names = {unit.name for unit in find_units(text) if unit.level == "province"}
    return Place(names.pop(), "province") if len(names) == 1 else None


def _one(years: Iterable[int]) -> int | None:
    found = set(years)
    return found.pop() if len(found) == 1 else None


def _index(header: Header, around: Sequence[str]) -> str | None:
    """The index that most headers name; else the nearest text; else the one whose parts the headers are."""
    named = Counter(code for path in header.paths.values() if (code := index_in(" ".join(path))) is not None)
    if len({index_family(code) for code in named}) == 1:
        return index_family(next(iter(named)))
    around_code = next((code for text in around if (code := index_in(text)) is not None), None)
    if around_code is not None or named:
        return around_code or min(named)
    families = Counter(
        family for path in header.paths.values() for family in {f for text in path for f in families_of_label(text)}
    )
    best = families.most_common(2)
    is_told = best and best[0][1] >= _FEWEST_LABELS and (len(best) == 1 or best[1][1] < best[0][1])
    return best[0][0] if is_told else None


def topics_of(stated: Sequence[Stated], witnesses: Witnesses) -> list[Topic]:
    """The topic of each table, in order."""
    of_file = witnesses.index_of_file()
    codes = {one.index_code for one in stated if one.index_code is not None}
    of_book = of_file or (codes.pop() if len(codes) == 1 else None)
    known = [one.index_code or of_book for one in stated]
    parts = [_parts(one, code or "", witnesses.told_year) for one, code in zip(stated, known, strict=True)]
    return [
        replace(
            _topic(
                one,
                code,
                witnesses.told_year,
                _has_told_year(stated, known, parts, at, witnesses.told_year),
                witnesses.origin.year is not None,
            ),
            place=one.place,
            part=_part_of(one.titles, code, one),
            scope="region" if any(map(_names_region, one.titles)) else "national",
            is_percent=any(_PERCENT.search(text) for text in one.titles),
        )
        for at, (one, code) in enumerate(zip(stated, known, strict=True))
    ]


def _has_told_year(
    stated: Sequence[Stated],
    codes: Sequence[str | None],
    parts: Sequence[set[str | None]],
    at: int,
    told: int | None,
) -> bool:
    """Whether another sheet that is shown holds the told year of the same index, by its own words or by silence.

    It must have most of the sheet's parts of the index, in whatever language its header is.
    """
    if told is None or stated[at].table.title is None:
        return False
    return any(
        other != at
        and not one.table.is_hidden
        and codes[other] == codes[at]
        and one.sheet_year in (None, told)
        and one.header_year in (None, told)
        and one.caption_year in (None, told)
        and len(parts[at] & parts[other]) >= _COMPARABLE * len(parts[at])
        for other, one in enumerate(stated)
    )


def _parts(stated: Stated, code: str, year: int | None) -> set[str | None]:
    named = (part_named(text, code, year) for path in stated.paths for text in path)
    return {part.conformed_code or part.code for part in named if part is not None}


def _off_sheets(stated: Stated, code: str | None, told: int | None) -> Topic:
    """The topic of a table that is no sheet: its header counts for more than what is around it, save off pictures."""
    near = (stated.header_year, stated.around_year)
    first, second = (near[1], near[0]) if stated.is_picture else near
    year = first or second
    if first is not None and second is not None and first != second:
        wrong = f"its header says {stated.header_year}, what stands around it {stated.around_year}"
        return Topic(code, year, contradiction=wrong)
    return Topic(code, year or stated.role_year or told)


def _topic(stated: Stated, code: str | None, told: int | None, told_elsewhere: bool, is_explicit: bool) -> Topic:
    said = stated.sheet_year or stated.header_year or stated.around_year or stated.role_year
    if stated.table.title is None:
        return _off_sheets(stated, code, told)
    if stated.caption_year is not None and told is not None and stated.caption_year != told and not told_elsewhere:
        caption = f"its caption says {stated.caption_year}, the file {told}"
        return Topic(code, told if is_explicit else stated.caption_year, contradiction=caption)
    if told is None:
        is_torn = stated.sheet_year and stated.header_year and stated.sheet_year != stated.header_year
        wrong = f"its header says {stated.header_year}, its sheet {stated.sheet_year}" if is_torn else None
        return Topic(code, said, contradiction=wrong)
    if stated.sheet_year is not None and stated.sheet_year != told:
        if told_elsewhere:
            return Topic(code, stated.sheet_year)
        return Topic(code, told, contradiction=f"the sheet says {stated.sheet_year}, the file {told}")
    if stated.header_year is not None and stated.header_year != told:
        if told_elsewhere:
            reason = f"its header says {stated.header_year} in a file of {told} that has that table on another sheet"
            return Topic(code, told, refusal=f"{reason}: an older table left behind")
        return Topic(code, told, contradiction=f"its header says {stated.header_year}, the file {told}")
    return Topic(code, told)
