"""Rows of a year and its numbers, run together in a line: a table that a page lost the frame of.

Belongs here: such rows and what the titles before them say. Does not belong here: tables of one cell a line
(`scrapers.readers.flattened_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrapers.readers.prose.mentions import Item, find_items
from scrapers.readers.prose.scope import Claim, Scope, Subject
from scrapers.readers.prose.value import Value
from scrapers.records import Measure
from scrapers.vocabulary.numbers import NUMBER, parse_number

_FEWEST_ROWS = 3
_ROW = re.compile(
    rf"(?<![\d.,])(?P<year>20\d{{2}})(?P<cells>(?:\s+(?!20\d{{2}}\s)(?:{NUMBER})(?:/\d{{1,3}})?(?![\d/.,])){{1,6}})(?=\s|$)"
)
_HEADER_REACH = 260


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The claims of one table and the stretch of text that it takes."""

    start: int
    end: int
    claims: tuple[Claim, ...]


def tables_of_rows(text: str, start: Scope) -> Iterator[FlatTable]:
    """Rows of a year and its numbers, one behind the other in a line."""
    rows = [m for m in _ROW.finditer(text)]
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and _goes_on(text, rows[end - 1], rows[end]):
            end += 1
        if end - at >= _FEWEST_ROWS:
            yield from _rows_table(text, rows[at:end], start)
        at = end


def _goes_on(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return (
        not text[left.end() : right.start()].strip()
        and int(right["year"]) > int(left["year"])
        and len(left["cells"].split()) == len(right["cells"].split())
    )


def _rows_table(text: str, rows: Sequence[re.Match[str]], start: Scope) -> Iterator[FlatTable]:
    head = max(text.rfind("\n\n", 0, rows[0].start()) + 1, rows[0].start() - _HEADER_REACH)
    items = find_items(text[head : rows[0].start()])
    titles = [item for item in items if any(kind in item for kind in ("rank", "measure", "scored"))]
    titles = [item for at, item in enumerate(titles) if at == 0 or item.first > titles[at - 1].last or "rank" in item]
    roles = ["rank" if "rank" in item and "measure" not in item else "score" for item in titles]
    columns = len(rows[0]["cells"].split())
    index = next((item.kinds["index"] for item in items if "index" in item), start.index)
    unit = next((item for item in items if "unit" in item and item.level != "region"), None)
    if len(roles) != columns or index is None:
        return
    subject = Subject("unit", unit.kinds["unit"], unit.level, unit.raw) if unit else start.subject
    claims: list[Claim] = []
    for row in rows:
        offset = row.start("cells")
        for role, title, cell in zip(roles, titles, re.finditer(r"\S+", row["cells"]), strict=True):
            claims.append(_row_claim(items, title, role, cell, offset, index, int(row["year"]), subject))
    yield FlatTable(rows[0].start(), rows[-1].end(), tuple(claims))


def _row_claim(
    items: Sequence[Item],
    title: Item,
    role: str,
    cell: re.Match[str],
    offset: int,
    index: str,
    year: int,
    subject: Subject | None,
) -> Claim:
    behind = [item for item in items if item.start >= title.end]
    until = next((at for at, item in enumerate(behind) if "rank" in item or "measure" in item), len(behind))
    count = next((item for item in behind[:until] if "number" in item), None)
    regional = any("region" in item for item in behind[:until])
    measure = Measure.RANK if role == "rank" else Measure.SCORE
    number, _, of = cell.group().partition("/")
    of_raw = of or (count.raw if count else None)
    value = Value(
        measure, parse_number(number) or 0.0, number, "rank" if role == "rank" else "points", 0, 0,
        offset + cell.start(), offset + cell.end(), parse_number(of_raw) if of_raw else None, of_raw,
    )  # fmt: skip
    return Claim(value, index, year, subject, None, None, "province", "region" if regional else None, None)
