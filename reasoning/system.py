"""Inequalities side by side in arrays, each with its kind and the statement that it comes from.

Belongs here: numbering of cells and storage. Does not belong here: what the inequalities mean (`constraints`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reasoning.fixed import LARGEST, ceiling_of, floor_of
from reasoning.statements import Cell, Frame, FrameKey, Statement

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
NOBODY = -1
"""The source of an inequality that holds by the framework, whatever is printed."""


class Source(NamedTuple):
    """A statement and every figure that it rests on: its own, or those that it was concluded from."""

    statement: Statement
    figures: tuple[str, ...]


@dataclass(frozen=True)
class System:
    """Rows `sum of coefficient x cell <= bound` as compressed rows, with the cells' scales."""

    cells: list[Cell]
    frames: list[Frame]
    low: Integers
    high: Integers
    start: Integers
    column: Integers
    coefficient: Integers
    bound: Integers
    kind: list[str]
    source: list[int]
    sources: list[Source]

    @property
    def size(self) -> int:
        """Number of inequalities."""
        return len(self.bound)

    @cached_property
    def number_of(self) -> dict[Cell, int]:
        """Cells by what they are."""
        return {cell: number for number, cell in enumerate(self.cells)}

    @cached_property
    def evidence(self) -> Integers:
        """The rank of evidence of each inequality, 0 where it holds by the framework."""
        ranks = np.array([*(source.statement.evidence for source in self.sources), 0], np.int64)
        return ranks[np.array(self.source, np.int64)] if self.size else np.zeros(0, np.int64)

    @cached_property
    def touching(self) -> tuple[Integers, Integers]:
        """The inequalities of each cell, as compressed rows."""
        rows = np.repeat(np.arange(self.size), np.diff(self.start))
        by_cell = np.argsort(self.column, kind="stable")
        counts = np.bincount(self.column, minlength=len(self.cells))
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), rows[by_cell].astype(np.int64)

    @cached_property
    def rows_of_figure(self) -> dict[str, list[int]]:
        """The inequalities that rest on a figure."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, number in enumerate(self.source):
            if number != NOBODY:
                for figure in self.sources[number].figures:
                    rows[figure].append(row)
        return dict(rows)

    @cached_property
    def cells_of_frame(self) -> dict[FrameKey, list[int]]:
        """The cells of each frame."""
        cells: dict[FrameKey, list[int]] = defaultdict(list)
        for number, frame in enumerate(self.frames):
            cells[frame.key].append(number)
        return dict(cells)

    def figures(self, row: int) -> tuple[str, ...]:
        """The figures that an inequality rests on."""
        number = self.source[row]
        return () if number == NOBODY else self.sources[number].figures

    def terms(self, row: int) -> list[tuple[int, int]]:
        """The cells of an inequality with their coefficients."""
        starts, columns, coefficients = self._lists
        span = slice(starts[row], starts[row + 1])
        return list(zip(columns[span], coefficients[span], strict=True))

    @cached_property
    def _lists(self) -> tuple[list[int], list[int], list[int]]:
        """The rows as plain numbers, for following single inequalities."""
        return self.start.tolist(), self.column.tolist(), self.coefficient.tolist()

    def part(self, rows: Sequence[int]) -> System:
        """Only some of the inequalities, over the cells that they speak of."""
        terms = [self.terms(row) for row in rows]
        kept = sorted({cell for members in terms for cell, _ in members})
        number = {cell: position for position, cell in enumerate(kept)}
        flat = [(number[cell], coefficient) for members in terms for cell, coefficient in members]
        return System(
            [self.cells[cell] for cell in kept],
            [self.frames[cell] for cell in kept],
            self.low[kept],
            self.high[kept],
            np.cumsum([0, *(len(members) for members in terms)], dtype=np.int64),
            np.array([cell for cell, _ in flat], np.int64),
            np.array([coefficient for _, coefficient in flat], np.int64),
            self.bound[list(rows)],
            [self.kind[row] for row in rows],
            [self.source[row] for row in rows],
            self.sources,
        )


@dataclass
class Builder:
    """Collects inequalities; cells are numbered when first spoken of, with the scale of their frame."""

    cells: dict[Cell, int] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    scales: list[tuple[int, int]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    coefficients: list[int] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    from_source: list[int] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    _scale: dict[tuple[Decimal, Decimal], tuple[int, int]] = field(default_factory=dict)
    _units: dict[Any, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def cell(self, cell: Cell, frame: Frame) -> int:
        """The number of a cell of the frame."""
        number = self.cells.setdefault(cell, len(self.cells))
        if number == len(self.scales):
            ends = (frame.low, frame.high)
            if ends not in self._scale:
                self._scale[ends] = (floor_of(frame.low), ceiling_of(frame.high))
            self.scales.append(self._scale[ends])
            self.frames.append(frame)
            if not cell.unit_key.startswith("rank/"):
                self._units[frame.key][cell.unit_key] = None
        return number

    def units_in(self, frame: Frame) -> Iterable[str]:
        """The units of whose cells in the frame anything has been said."""
        return self._units.get(frame.key, ())

    def at_most(self, kind: str, terms: Sequence[tuple[int, int]], bound: int, source: Source | None = None) -> None:
        """Adds `sum of the terms <= bound`."""
        if source is not None and (not self.sources or self.sources[-1] is not source):
            self.sources.append(source)
        self.columns += [cell for cell, _ in terms]
        self.coefficients += [coefficient for _, coefficient in terms]
        self.lengths.append(len(self.columns))
        self.bounds.append(bound)
        self.kinds.append(kind)
        self.from_source.append(NOBODY if source is None else len(self.sources) - 1)

    def equal(
        self, kind: str, terms: Sequence[tuple[int, int]], low: int, high: int, source: Source | None = None
    ) -> None:
        """Adds `low <= sum of the terms <= high` as two inequalities."""
        self.at_most(kind, terms, high, source)
        self.at_most(kind, [(cell, -coefficient) for cell, coefficient in terms], -low, source)

    def finished(self) -> System:
        """The system of what was collected. Raises ValueError where 64 bits could not hold a sum."""
        scales = np.array(self.scales, np.int64).reshape(-1, 2)
        system = System(
            list(self.cells),
            self.frames,
            scales[:, 0].copy(),
            scales[:, 1].copy(),
            np.array(self.lengths, np.int64),
            np.array(self.columns, np.int64),
            np.array(self.coefficients, np.int64),
            np.array(self.bounds, np.int64),
            self.kinds,
            self.from_source,
            self.sources,
        )
        if system.size:
            furthest = np.abs(scales).max(axis=1).astype(float)
            terms = np.abs(system.coefficient.astype(float)) * furthest[system.column]
            if (np.add.reduceat(terms, system.start[:-1]) + np.abs(system.bound.astype(float))).max() >= LARGEST:
                raise ValueError("an inequality does not fit 64 bits")
        return system
