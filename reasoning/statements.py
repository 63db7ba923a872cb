"""What goes in: cells, the frames that cells stand in, formulas, and what was printed of cells.

Belongs here: the shapes of the input. Does not belong here: what follows from it.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

FrameKey = tuple[str, str, int, str, str]
"""Index, scope, year, domain and measure."""


class Cell(NamedTuple):
    """A number that its publisher may have printed. `measure` keeps kinds apart that are never mixed."""

    index_code: str
    scope: str
    year: int
    unit_key: str
    domain_code: str
    measure: str = "score"


class Kind(StrEnum):
    """What a statement states of its cell."""

    VALUE = "value"
    CHANGE = "change"
    RANK = "rank"
    GROUP = "group"
    GAP_TO_FIRST = "gap_to_first"
    GAP_TO_MEAN = "gap_to_mean"
    HIGHEST = "highest"
    LOWEST = "lowest"


class Statement(NamedTuple):
    """One figure and what it says of a cell.

    `value` is a score, a mean, a place, a change since `base_year` (of a rank: positive is better) or a gap (positive:
    below the first, above the mean); `high` ends a group's interval that begins at `value`, None leaves an end open.
    `decimals` are those printed. `evidence` ranks trust, 1 is best; `sources` are the independent ones that agree.
    """

    kind: Kind
    cell: Cell
    value: Decimal | None
    decimals: int
    figure_id: str
    evidence: int
    sources: int = 1
    base_year: int | None = None
    high: Decimal | None = None
    unit_name: str = ""
    document: str = ""


class Frame(NamedTuple):
    """The cells of one index, scope, year, domain and measure.

    `places` is the number of ranks, 0 where not known; `is_whole` says that `units` are all of the units ranked.
    `is_averaged` says that the cell of `mean_unit` is the mean of the units.
    `decimals` are the digits that the publisher prints: a cell is the score as published, to these digits. `left_out`
    are the units that the publisher left out, so that a rank may count among more than `places` tells.
    """

    index_code: str
    scope: str
    year: int
    domain_code: str
    measure: str
    low: Decimal
    high: Decimal
    decimals: int
    places: int = 0
    is_whole: bool = False
    units: tuple[str, ...] = ()
    is_averaged: bool = False
    mean_unit: str = "national/viet-nam"
    left_out: int = 0

    @property
    def key(self) -> FrameKey:
        """What a cell and its frame share."""
        return self.index_code, self.scope, self.year, self.domain_code, self.measure

    def cell(self, unit_key: str) -> Cell:
        """The cell of a unit in this frame."""
        return Cell(self.index_code, self.scope, self.year, unit_key, self.domain_code, self.measure)

    def place(self, rank: int) -> Cell:
        """The cell that holds the score of a rank, whoever has it."""
        return self.cell(f"rank/{rank:04}")


class Part(NamedTuple):
    """A part of a parent domain: parent = sum of coefficient x part, within the slack that the coefficient has."""

    index_code: str
    scope: str
    year: int
    parent_code: str
    domain_code: str
    coefficient: Decimal = Decimal(1)
    slack: Decimal = Decimal(0)
