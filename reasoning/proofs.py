"""From a bound back to the steps that gave it, in the order in which they can be followed.

Belongs here: the trail through the log, and making steps of it. Does not belong here: finding bounds (`propagation`),
sentences (`wording`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from reasoning.propagation import HIGH, LOW, State
from reasoning.system import NOBODY, Source, System
from reasoning.wording import Teller

SCALE = -1
"""Instead of an entry of the log: the cell's scale."""


class Entry(NamedTuple):
    """One conclusion: side `side` of `cell` is `value` by inequality `row`, from the entries `premises`."""

    number: int
    round: int
    cell: int
    side: int
    value: int
    row: int
    premises: tuple[int, ...]


class Step(NamedTuple):
    """What one statement gives of one cell at once: its lower bound, its upper bound, or both."""

    entries: tuple[Entry, ...]

    @property
    def last(self) -> Entry:
        """The entry that stands for the step."""
        return self.entries[-1]


StepKey = tuple[int, int, int, str]
"""Round, cell, source and kind: what both sides of one step share."""


class Trail:
    """The log of a propagation, ready to be followed back. An entry that was followed once is remembered."""

    def __init__(self, system: System, state: State) -> None:
        self.system = system
        none = np.zeros(0, np.int64)
        cell, side = np.concatenate([none, *state.cell]), np.concatenate([none, *state.side])
        rounds = np.repeat(np.arange(len(state.cell)), [len(entries) for entries in state.cell])
        key = cell * 2 + side
        counts = np.bincount(key, minlength=2 * len(system.cells))
        self._end: list[int] = np.cumsum(counts).tolist()
        self._begin: list[int] = (np.cumsum(counts) - counts).tolist()
        self._by_key: list[int] = np.argsort(key, kind="stable").tolist()
        self._round: list[int] = rounds.tolist()
        self._cell: list[int] = cell.tolist()
        self._side: list[int] = side.tolist()
        self._value: list[int] = np.concatenate([none, *state.value]).tolist()
        self._row: list[int] = np.concatenate([none, *state.row]).tolist()
        self._followed: dict[int, Entry] = {}

    def newest(self, cell: int, side: int, before: int | None = None) -> int:
        """The entry that holds for a side of a cell at the end, or at the beginning of round `before`; or SCALE."""
        key = cell * 2 + side
        for position in range(self._end[key] - 1, self._begin[key] - 1, -1):
            entry = self._by_key[position]
            if before is None or self._round[entry] < before:
                return entry
        return SCALE

    def entry(self, number: int) -> Entry:
        """An entry with what it rests on."""
        found = self._followed.get(number)
        if found is None:
            cell, row, happened = self._cell[number], self._row[number], self._round[number]
            premises = tuple(
                self.newest(other, HIGH if factor < 0 else LOW, happened)
                for other, factor in self.system.terms(row)
                if other != cell
            )
            found = Entry(number, happened, cell, self._side[number], self._value[number], row, premises)
            self._followed[number] = found
        return found

    def behind(self, roots: Iterable[int]) -> list[Entry]:
        """The entries that the roots rest on, themselves among them, each after its premises."""
        found: dict[int, Entry] = {}
        waiting = [root for root in roots if root != SCALE]
        while waiting:
            number = waiting.pop()
            if number not in found:
                found[number] = self.entry(number)
                waiting += [premise for premise in found[number].premises if premise != SCALE]
        return [found[number] for number in sorted(found)]

    def ends(self, cell: int) -> tuple[int, int]:
        """The entries of the lower and the upper bound of a cell."""
        return self.newest(cell, LOW), self.newest(cell, HIGH)


def figures_of(system: System, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Every figure that the entries rest on."""
    return tuple(sorted({figure for entry in entries for figure in system.figures(entry.row)}))


def sources_of(system: System, entries: Iterable[Entry]) -> list[Source]:
    """Every source that the entries rest on, in the order of the system."""
    numbers = sorted({system.source[entry.row] for entry in entries} - {NOBODY})
    return [system.sources[number] for number in numbers]


def told(teller: Teller, entries: Sequence[Entry], roots: Sequence[int]) -> list[str]:
    """The steps in words. From rank to rank is one step, however many lie between; so are two sides found at once."""
    steps = _steps(teller.system, _merged(teller.system, entries, roots), roots)
    place = {entry.number: position for position, step in enumerate(steps, 1) for entry in step.entries}
    return [f"{position}. {_text(teller, step, place)}" for position, step in enumerate(steps, 1)]


def _merged(system: System, entries: Sequence[Entry], roots: Sequence[int]) -> list[Entry]:
    """The entries without those that only hand a bound on along the order of ranks."""
    premise_of = {entry.number: entry.premises[0] for entry in entries if system.kind[entry.row] == "order"}
    if not premise_of:
        return list(entries)

    def start(number: int) -> int:
        while number in premise_of:
            number = premise_of[number]
        return number

    used = {premise for entry in entries if entry.number not in premise_of for premise in entry.premises}
    wanted = used.union(roots)
    kept = [entry for entry in entries if entry.number not in premise_of or entry.number in wanted]
    return [entry._replace(premises=(start(entry.number),)) if entry.number in premise_of else entry for entry in kept]


def _steps(system: System, entries: Sequence[Entry], roots: Sequence[int]) -> list[Step]:
    """Both sides of a cell that one statement gave in one round are one step; no entry between rests on either.

    What the order of ranks hands to one mean is one step before it, however many ranks there are.
    """
    handed = _handed_to_mean(system, entries, roots)
    grouped: dict[tuple[StepKey, bool], list[Entry]] = {}
    for entry in entries:
        if entry.number in handed:
            continue
        key = _step_key(system, entry)
        given = [premise for number in entry.premises if (premise := handed.get(number)) is not None]
        if given:
            grouped.setdefault((key, True), []).extend(given)
        grouped.setdefault((key, False), []).append(entry)
    return [Step(tuple(members)) for members in grouped.values()]


def _step_key(system: System, entry: Entry) -> StepKey:
    return entry.round, entry.cell, system.source[entry.row], system.kind[entry.row]


def _handed_to_mean(system: System, entries: Sequence[Entry], roots: Sequence[int]) -> dict[int, Entry]:
    """The entries by the order of ranks that nothing rests on but one mean."""
    users: dict[int, set[StepKey]] = {}
    for entry in entries:
        for premise in entry.premises:
            users.setdefault(premise, set()).add(_step_key(system, entry))
    return {
        entry.number: entry
        for entry in entries
        if system.kind[entry.row] == "order"
        and entry.number not in roots
        and [key[3] for key in users.get(entry.number, ())] == ["mean"]
    }


def _text(teller: Teller, step: Step, place: dict[int, int]) -> str:
    entry = step.last
    premises = {premise for entry in step.entries for premise in entry.premises}
    reasons = [f"step {number}" for number in sorted({place[premise] for premise in premises - {SCALE}})]
    if SCALE in premises:
        reasons.append("the scale")
    given = f", with {_listed(reasons)}" if reasons else ""
    cells = {entry.cell for entry in step.entries}
    if len(cells) > 1:
        return (
            f"{teller.sentence(entry.row)}{given}: the score of each of {len(cells)} ranks is bounded by its nearest."
        )
    ends = {entry.side: entry.value for entry in step.entries}
    return f"{teller.sentence(entry.row)}{given}: {teller.concluded(entry.cell, ends.get(LOW), ends.get(HIGH))}."


def _listed(words: Sequence[str], most: int = 12) -> str:
    shown = list(words) if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
