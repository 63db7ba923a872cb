"""Tables whose cells a page lost the frame of: one cell a line, or rows run together in a line.

Belongs here: finding such rows in a text (NFC) and what their columns hold. Does not belong here: tables with cells of
their own (`scrapers.readers.score_tables`), records (`scrapers.readers.claims`).

Rows are told by what repeats: names of units or of indices at one distance from each other with numbers between, or
years with as many numbers behind each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from scrapers.readers.flattened_years import FlatTable, tables_of_rows
from scrapers.readers.prose.mentions import Item, find_items
from scrapers.readers.prose.scope import Claim, DomainLabel, Scope, Subject
from scrapers.readers.prose.value import Value
from scrapers.records import Measure
from scrapers.vocabulary.numbers import NUMBER, parse_number
from scrapers.vocabulary.text import tidy

_FEWEST_ROWS = 3
_LONGEST_CELL = 90
_MOST_COLUMNS = 14
_HEADER_CELLS = 24
_MOST_KEPT = 2_000
"""Short texts that are remembered with their items: titles of columns are asked about at every row."""
_LINE = re.compile(r"[^\n]+")
_VALUE = re.compile(rf"^\s*(?:{NUMBER}\s*%?)?\s*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A line that is a cell: offsets into the text, without its spaces."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """Whether a number leads each row, how many columns follow its name, and the titles over all of them."""

    leads: bool
    columns: int
    header: tuple[str, ...]

    @property
    def is_of_years(self) -> bool:
        """Whether columns are years, of which some rows have none: where empty cells are lost, rows are shorter."""
        return len({_year_of(title) for title in self.header} - {None}) > 1


def find_flat_tables(text: str, start: Scope) -> list[FlatTable]:
    """The flattened tables of a text, in order.

    Args:
        start: the index, year and unit that the document's title tells.
    """
    tables = [*_tables_of_lines(text, start), *tables_of_rows(text, start)]
    return sorted(tables, key=lambda table: table.start)


def _tables_of_lines(text: str, start: Scope) -> Iterator[FlatTable]:
    cells = [Cell(tidy(m.group()), m.start(), m.end()) for m in _LINE.finditer(text)]
    anchors = [(at, item) for at, cell in enumerate(cells) if (item := _anchor(cell)) is not None]
    taken = -1
    for number, (first, _) in enumerate(anchors):
        if first <= taken:
            continue
        frame = _frame(cells, first, anchors[number + 1][0] - first) if number + 1 < len(anchors) else None
        # Only a frame that makes a table is followed downwards: else each row of a long run would be, to the last.
        run = _run(anchors, number, cells, lossy=frame.is_of_years) if frame else []
        if frame and sum(_is_whole(cells, run, row, frame) for row in range(len(run))) >= _FEWEST_ROWS:
            taken = run[-1][0]
            yield _table(cells, run, frame, start)


def _anchor(cell: Cell) -> Item | None:
    """The unit or index that a cell is, if its name is all that the cell holds."""
    if not cell.text or len(cell.text) > _LONGEST_CELL or _VALUE.match(cell.text):
        return None
    items = [item for item in _items(cell.text) if "sign" not in item]
    named = [item for item in items if "unit" in item or "index" in item]
    if len(named) != 1 or named[0].end - named[0].start < 0.8 * len(cell.text):
        return None
    return named[0]


@lru_cache(maxsize=_MOST_KEPT)
def _items(text: str) -> tuple[Item, ...]:
    return tuple(find_items(text))


def _run(
    anchors: Sequence[tuple[int, Item]], number: int, cells: Sequence[Cell], lossy: bool
) -> list[tuple[int, Item]]:
    """Anchors of one kind at equal distances from one on, with nothing but values between them.

    Args:
        lossy: whether rows may be shorter than the first, since the page dropped their empty cells.
    """
    width = anchors[number + 1][0] - anchors[number][0]
    kind = "unit" if "unit" in anchors[number][1] else "index"
    run = [anchors[number]]
    for anchor in islice(anchors, number + 1, None):
        between = cells[run[-1][0] + 1 : anchor[0]]
        if (
            not (anchor[0] - run[-1][0] == width or (lossy and 2 <= anchor[0] - run[-1][0] < width))
            or kind not in anchor[1]
            or not all(_VALUE.match(cell.text) for cell in between)
        ):
            break
        run.append(anchor)
    return run


def _frame(cells: Sequence[Cell], first: int, width: int) -> _Frame | None:
    """The frame of a table whose first row's name is the cell `first`, the next one's `width` cells behind it."""
    if not 2 <= width <= _MOST_COLUMNS:
        return None
    leads = first > 0 and _VALUE.match(cells[first - 1].text) is not None and bool(cells[first - 1].text)
    columns = width - 2 if leads else width - 1
    header = _header(cells, first - leads, columns + 1 + leads) if columns else None
    return None if header is None else _Frame(leads, columns, tuple(header))


def _table(cells: Sequence[Cell], run: Sequence[tuple[int, Item]], frame: _Frame, start: Scope) -> FlatTable:
    first, leads, columns, header = run[0][0], frame.leads, frame.columns, frame.header
    claims: list[Claim] = []
    scope = _scope(header, start)
    for row, (at, item) in enumerate(run):
        if not _is_whole(cells, run, row, frame):
            claims.extend(_doubted(cells, run, row, frame, scope))
            continue
        if leads and _ranks(header[0]):
            claims.extend(_claims(item, cells[at - 1], "rank", None, scope))
        for number in range(columns):
            title = header[number + 1 + leads]
            if at + 1 + number < len(cells):
                claims.extend(_claims(item, cells[at + 1 + number], _role(header, title), title, scope))
    last = run[-1][0] + _values_behind(cells, run[-1][0], columns)
    claims.extend(_mean(cells, last + 1, scope, run[0][1]))
    begin = cells[max(0, first - leads)].start
    return FlatTable(begin, cells[min(last, len(cells) - 1)].end, tuple(claims))


def _is_whole(cells: Sequence[Cell], run: Sequence[tuple[int, Item]], row: int, frame: _Frame) -> bool:
    """Whether a row has a cell under each title."""
    return _room(cells, run, row, frame) >= frame.columns


def _room(cells: Sequence[Cell], run: Sequence[tuple[int, Item]], row: int, frame: _Frame) -> int:
    """How many cells stand behind the name of a row, before the next row."""
    at = run[row][0]
    if row + 1 < len(run):
        return run[row + 1][0] - at - 1 - frame.leads
    return _values_behind(cells, at, frame.columns) if frame.is_of_years else frame.columns


def _values_behind(cells: Sequence[Cell], at: int, most: int) -> int:
    """How many values stand right behind a cell, at most so many."""
    behind = cells[at + 1 : at + 1 + most]
    return next((number for number, cell in enumerate(behind) if not _VALUE.match(cell.text)), len(behind))


def _doubted(
    cells: Sequence[Cell], run: Sequence[tuple[int, Item]], row: int, frame: _Frame, scope: Scope
) -> Iterator[Claim]:
    """The cells of a row that lost one, so that nothing tells under which titles they stood."""
    at, item = run[row]
    role = _role(frame.header, frame.header[-1])
    for cell in cells[at + 1 : at + 1 + _room(cells, run, row, frame)]:
        for claim in _claims(item, cell, role, None, scope):
            yield replace(claim, doubt="its row lost an empty cell, so that its column is not known")


def _header(cells: Sequence[Cell], end: int, width: int) -> list[str] | None:
    """The titles of the columns before the first row; a title broken over lines goes on in small letters.

    A row of years under one title takes that title: `Thứ hạng qua các năm` over `2021`, `2022`, `2023`.
    """
    texts = [cell.text for cell in cells[max(0, end - _HEADER_CELLS) : end] if cell.text]
    merged: list[str] = []
    for line in texts:
        if merged and line[0].islower():
            merged[-1] = f"{merged[-1]} {line}"
        else:
            merged.append(line)
    years = 0
    while years < len(merged) and re.fullmatch(r"(?:Năm\s+)?20\d{2}", merged[-1 - years]):
        years += 1
    if years == len(merged):
        return None
    if years and len(merged) > width - years:
        over = merged[-1 - years]
        head = merged[len(merged) - 1 - years - (width - years) : len(merged) - 1 - years]
        return [*head, *(f"{over} {year}" for year in merged[-years:])] if len(head) == width - years else None
    header = merged[-width:]
    return header if len(header) == width and all(len(title) <= _LONGEST_CELL for title in header) else None


def _scope(header: Sequence[str], start: Scope) -> Scope:
    items = [item for title in header for item in _items(title)]
    indices = [item.kinds["index"] for item in items if "index" in item]
    years = {int(item.kinds["year"]) for item in items if "year" in item}
    year = years.pop() if len(years) == 1 else start.year
    return Scope(index=indices[-1] if indices else start.index, year=year, subject=start.subject)


def _year_of(title: str) -> str | None:
    return next((item.kinds["year"] for item in _items(title) if "year" in item), None)


def _ranks(title: str) -> bool:
    return any("rank" in item or "rank_noun" in item for item in _items(title))


def _role(header: Sequence[str], title: str) -> str:
    return "rank" if _ranks(title) and not any("scored" in item for item in _items(title)) else "score"


def _claims(item: Item, cell: Cell, role: str, title: str | None, scope: Scope) -> Iterator[Claim]:
    """The claim of one cell; an empty cell has none."""
    value = parse_number(cell.text.rstrip("% ")) if cell.text else None
    if value is None:
        return
    index, subject, year, domain = scope.index, scope.subject, scope.year, None
    if "index" in item:
        index = item.kinds["index"]
    else:
        subject = Subject("unit", item.kinds["unit"], item.level, item.raw)
    if title is not None:
        named = _items(title)
        years = [int(one.kinds["year"]) for one in named if "year" in one]
        year = years[0] if len(years) == 1 else year
        is_total = any("index" in one or "total" in one for one in named) or "index" in item
        domain = None if is_total or role == "rank" else DomainLabel(title)
    measure = Measure.RANK if role == "rank" else Measure.SCORE
    unit = "rank" if role == "rank" else "percent" if "%" in cell.text or "%" in (title or "") else "points"
    start = cell.start
    printed = Value(measure, value, cell.text, unit, 0, 0, start, cell.end)
    yield Claim(printed, index, year, subject, domain, None, item.level or None, None, None)


def _mean(cells: Sequence[Cell], at: int, scope: Scope, item: Item) -> Iterator[Claim]:
    """The mean that closes a table: `Trung bình`, and its number in the next cell."""
    if at + 1 >= len(cells) or not any("mean" in one for one in _items(cells[at].text[:_LONGEST_CELL])):
        return
    value = parse_number(cells[at + 1].text.rstrip("% "))
    if value is not None and "unit" in item:
        subject = Subject("mean", "", item.level, cells[at].text)
        printed = Value(
            Measure.SCORE, value, cells[at + 1].text, "points", 0, 0, cells[at + 1].start, cells[at + 1].end
        )
        yield Claim(printed, scope.index, scope.year, subject, None, None, item.level, None, None)
