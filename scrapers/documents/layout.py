"""A page of boxes to its parts in reading order: lines of text and grids of cells.

Belongs here: what is a table and what is prose, in which order they are read. Does not belong here: how a grid is found
(`ruled_lines`, `unruled`), where the boxes came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from scrapers.documents.boxes import Box, Chunk, Line, PageBoxes, PlacedWord, joined, line_box, lines_of
from scrapers.documents.headings import EMPTY
from scrapers.documents.model import Span, Word
from scrapers.documents.rendering import DocumentBuilder, RawCell
from scrapers.documents.ruled_lines import RuledGrid, ruled_grids
from scrapers.documents.unruled import Grid, grid_of, stretches

_MAX_RULES = 4_000
"""Above it the lines of a page are a drawing or an attack."""
_ROWS_IN_CELL = 6
"""A cell of so many lines, beside another such, is no cell: its rows have no lines between them."""
_PROSE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A grid, or a line of text as a grid of one cell; `top` in points."""

    top: float
    grid: Grid
    is_table: bool


def parts_of(page: PageBoxes) -> list[Part]:
    """The parts of a page from top to bottom."""
    rules = page.rules if len(page.rules) <= _MAX_RULES else ()
    parts: list[Part] = []
    left = list(page.words)
    for ruled in ruled_grids(rules):
        inside = [word for word in left if _is_inside(word.box, ruled.box)]
        grid = _ruled_grid(ruled, inside)
        if grid:
            parts.append(Part(ruled.rows[0], grid, is_table=True))
            taken = set(map(id, inside))
            left = [word for word in left if id(word) not in taken]
    breaks = [part.top for part in parts]
    for between in _between(left, sorted(breaks)):
        parts.extend(_unruled_parts(lines_of(between)))
    return sorted(parts, key=lambda part: part.top)


def _between(words: Iterable[PlacedWord], breaks: Sequence[float]) -> Iterator[list[PlacedWord]]:
    """The words above, between and below ruled tables: lines on both sides of one are not neighbours."""
    groups: dict[int, list[PlacedWord]] = {}
    for word in words:
        groups.setdefault(sum(place < word.box.middle for place in breaks), []).append(word)
    return (groups[number] for number in sorted(groups))


def _is_inside(box: Box, outer: Box) -> bool:
    return outer.left <= box.centre <= outer.right and outer.top <= box.middle <= outer.bottom


def _ruled_grid(ruled: RuledGrid, words: Sequence[PlacedWord]) -> Grid | None:
    """The grid with its words; None where lines are but a frame or bands, and gaps must tell columns or rows."""
    held: dict[int, list[PlacedWord]] = {}
    for word in words:
        row = sum(border <= word.box.middle for border in ruled.rows[1:-1])
        column = sum(border <= word.box.centre for border in ruled.columns[1:-1])
        held.setdefault(ruled.cells[row][column], []).append(word)
    lines = {cell: lines_of(inside) for cell, inside in held.items()}
    if len({cell for row in ruled.cells for cell in row}) < 4 or len(lines) < 3:
        return None
    gaps = sum(len(line) > 1 for inside in lines.values() for line in inside)
    if gaps * 4 > len(lines) or sum(len(inside) >= _ROWS_IN_CELL for inside in lines.values()) > 1:
        return None
    chunks = {
        cell: Chunk(tuple(word for line in inside for chunk in line for word in chunk.words))
        for cell, inside in lines.items()
    }
    empty = {cell: Chunk(()) for row in ruled.cells for cell in row}
    rows = tuple(tuple(chunks.get(cell, empty[cell]) for cell in row) for row in ruled.cells)
    return _without_hairlines(rows)


def _without_hairlines(rows: Grid) -> Grid:
    """The grid without the rows and columns that a double line makes: those without any cell of their own."""
    kept = [row for number, row in enumerate(rows) if number == 0 or any(map(_differs, row, rows[number - 1]))]
    columns = list(zip(*kept, strict=True))
    wide = [
        column
        for number, column in enumerate(columns)
        if number == 0 or any(map(_differs, column, columns[number - 1]))
    ]
    return tuple(zip(*wide, strict=True))


def _differs(cell: Chunk, other: Chunk) -> bool:
    return cell is not other


def _unruled_parts(lines: Sequence[Line]) -> Iterator[Part]:
    at = 0
    for stretch in stretches(lines):
        inside = lines[stretch.first : stretch.last]
        yield from map(_line_part, lines[at : stretch.first])
        at = stretch.last
        if _is_prose(inside, stretch.borders):
            yield from _columns_of_prose(inside, stretch.borders)
        else:
            yield Part(line_box(inside[0]).top, grid_of(inside, stretch.borders), is_table=True)
    yield from map(_line_part, lines[at:])


def _line_part(line: Line) -> Part:
    return Part(line_box(line).top, ((joined(line),),), is_table=False)


def _is_prose(lines: Sequence[Line], borders: Sequence[float]) -> bool:
    """Whether the columns are columns of running text: few of them, filled by many words."""
    chunks = [chunk for line in lines for chunk in line]
    width = (borders[-1] - borders[0]) / (len(borders) - 1)
    return (
        len(borders) <= 4
        and median(len(chunk.words) for chunk in chunks) >= _PROSE_WORDS
        and median(chunk.box.width for chunk in chunks) >= 0.6 * width
    )


def _columns_of_prose(lines: Sequence[Line], borders: Sequence[float]) -> Iterator[Part]:
    """The lines of the first column, then those of the next: they keep their place between what is above and below."""
    top = line_box(lines[0]).top
    words = [word for line in lines for chunk in line for word in chunk.words]
    for left, right in pairwise(borders):
        for line in lines_of([word for word in words if left <= word.box.centre < right]):
            yield Part(top, ((joined(line),),), is_table=False)


def add_page(builder: DocumentBuilder, page: PageBoxes, number: int) -> None:
    """Adds the parts of page `number` (from 1) to a document; words with a confidence keep their boxes."""
    for part in parts_of(page):
        if part.is_table:
            _add_grid(builder, part.grid, number)
        else:
            chunk = part.grid[0][0]
            _add_words(builder, chunk, builder.add_line(chunk.text), number)


def _add_grid(builder: DocumentBuilder, grid: Grid, page: int) -> None:
    chunks = {id(chunk): chunk for row in grid for chunk in row if chunk is not EMPTY}
    cells = {key: RawCell(chunk.text, confidence=_confidence(chunk)) for key, chunk in chunks.items()}
    rows = [[RawCell("") if chunk is EMPTY else cells[id(chunk)] for chunk in row] for row in grid]
    table = builder.add_table(rows, page=page)
    seen: set[int] = set()
    for chunk_row, row in zip(grid, table.rows, strict=True):
        for chunk, cell in zip(chunk_row, row, strict=True):
            if id(chunk) not in seen:
                seen.add(id(chunk))
                _add_words(builder, chunk, cell.locator.start, page)


def _confidence(chunk: Chunk) -> float | None:
    known = [word.confidence for word in chunk.words if word.confidence is not None]
    return min(known) if known else None


def _add_words(builder: DocumentBuilder, chunk: Chunk, start: int, page: int) -> None:
    for word in chunk.words:
        if word.confidence is not None:
            box = (word.box.left, word.box.top, word.box.right, word.box.bottom)
            builder.words.append(Word(Span(start, start + len(word.text)), page, box, word.confidence))
        start += len(word.text) + 1
