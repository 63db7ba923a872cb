"""The sentences of proofs.

Belongs here: how cells and inequalities are told. Does not belong here: which of them make a proof.
"""

from __future__ import annotations

from decimal import Decimal

from reasoning.fixed import text_of
from reasoning.statements import Cell, Kind, Statement
from reasoning.system import NOBODY, System


class Teller:
    """Tells of one system; what was told once is remembered."""

    def __init__(self, system: System, names: dict[str, str]) -> None:
        self.system = system
        self.names = names
        self._sentences: dict[int, str] = {}
        self._named: dict[int, str] = {}

    def sentence(self, row: int) -> str:
        """What an inequality states, with the figures that state it."""
        if row not in self._sentences:
            self._sentences[row] = self._sentence(row)
        return self._sentences[row]

    def _sentence(self, row: int) -> str:
        number = self.system.source[row]
        if number == NOBODY:
            return self._by_framework(row)
        source = self.system.sources[number]
        cited = "".join(f" «{figure}»" for figure in source.figures)
        if len(source.figures) > 1:
            return f"{named(source.statement.cell, self.names)} follows to be at rank {source.statement.value}" + cited
        return said(source.statement, self.names) + cited

    def _by_framework(self, row: int) -> str:
        cells = [self.system.cells[cell] for cell, _ in self.system.terms(row)]
        match self.system.kind[row]:
            case "order":
                return "No rank scores less than a lower one"
            case "first":
                return "Nobody scores more than rank 1"
            case "last":
                return "Nobody scores less than the last rank"
            case "mean":
                return f"The mean is that of the {len(cells) - 1} units, to the rounding of each"
            case _:
                return f"The framework makes {_parent(cells)} of its parts, to the rounding of each"

    def name(self, cell: int) -> str:
        """A cell in words."""
        if cell not in self._named:
            self._named[cell] = named(self.system.cells[cell], self.names)
        return self._named[cell]

    def concluded(self, cell: int, low: int | None, high: int | None) -> str:
        """What is now known of a cell."""
        if low is not None and low == high:
            return f"{self.name(cell)} is {text_of(low)}"
        ends = [
            "" if low is None else f"at least {text_of(low)}",
            "" if high is None else f"at most {text_of(high)}",
        ]
        return f"{self.name(cell)} is {' and '.join(end for end in ends if end)}"


def named(cell: Cell, names: dict[str, str]) -> str:
    """A cell in words: `Hải Phòng in PAR_INDEX 2024`, `the score of rank 3 in PAR_INDEX 2024`."""
    what = f"{cell.index_code} {cell.year}"
    if cell.domain_code != "_total":
        what += f" domain {cell.domain_code}"
    if cell.measure not in ("score", "rank"):
        what += f" ({cell.measure})"
    if cell.unit_key.startswith("rank/"):
        return f"the score of rank {int(cell.unit_key[5:])} in {what}"
    unit = names.get(cell.unit_key, cell.unit_key)
    return f"the rank of {unit} in {what}" if cell.measure == "rank" else f"{unit} in {what}"


def _parent(cells: list[Cell]) -> str:
    codes = sorted((cell.domain_code for cell in cells), key=lambda code: (len(code), code))
    return "the total" if "_total" in codes else f"domain {codes[0]}"


def said(stated: Statement, names: dict[str, str]) -> str:
    """What a figure states."""
    cell = stated.cell
    who = named(cell, names)
    size = "" if stated.value is None else f"{abs(stated.value):.{stated.decimals}f}"
    match stated.kind:
        case Kind.VALUE:
            return f"{who} is printed as {size}"
        case Kind.CHANGE:
            return f"{who} is printed as {_direction(stated, size)} since {stated.base_year}"
        case Kind.RANK:
            return f"{who} is printed at rank {size}"
        case Kind.GROUP:
            return f"{who} is printed in a group that is {_group(stated)}"
        case Kind.GAP_TO_FIRST:
            return f"{who} is printed {size} below the first"
        case Kind.GAP_TO_MEAN:
            return f"{who} is printed {size} {'below' if _sign(stated) < 0 else 'above'} the mean"
        case Kind.HIGHEST | Kind.LOWEST:
            return f"{size} is printed as the {stated.kind} of {cell.index_code} {cell.year}"


def _group(stated: Statement) -> str:
    ends = []
    if stated.value is not None:
        ends.append(f"from {stated.value}")
    if stated.high is not None:
        ends.append(f"below {stated.high}")
    return " and ".join(ends)


def _sign(stated: Statement) -> int:
    value = stated.value or Decimal(0)
    return (value > 0) - (value < 0)


def _direction(stated: Statement, size: str) -> str:
    if _sign(stated) == 0:
        return "unchanged"
    if stated.cell.measure == "rank":
        return f"{size} {'place' if size == '1' else 'places'} {'better' if _sign(stated) > 0 else 'worse'}"
    return f"{'up' if _sign(stated) > 0 else 'down'} {size}"
