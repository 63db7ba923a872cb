"""What the columns of a table hold together: parts told by their place, ranks told by their neighbours.

Belongs here: what no header says by itself but follows from the others and from the values. Does not belong here:
single headers (`column_meaning`).

Workbooks print a domain and behind it, without numbers, its parts: that they are the parts is known only if they sum to
the domain in the rows, so that is checked. A rank without a name belongs to the score before it or to the total; where
both are possible the values decide.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from scrapers.readers.tables.column_meaning import Meaning
from scrapers.readers.tables.grid import Grid, number_in
from scrapers.readers.tables.part_names import NUMBER_BESIDE_NAME, PartName
from scrapers.records import Measure
from scrapers.vocabulary.frameworks import TOTAL, Framework

_FEWEST_ROWS = 3
_SHARE = 0.9
_ROUNDING = 0.005
_SUM = "sum"
Columns = dict[int, Meaning]
WHOLE = PartName(TOTAL, None, "")


def told_together(
    columns: Columns, grid: Grid, rows: Sequence[int], framework: Framework | None, whole: PartName = WHOLE
) -> Columns:
    """The meanings of all columns, those filled in that the others and the values tell.

    Args:
        columns: what each column holds by its own header, in order of their places.
        rows: the rows of the grid that hold units.
        framework: the scheme of the index in the year, where it is known.
        whole: the part that columns without a name are of: the total, unless the table is about one domain.
    """
    found = _without_other_numbering(columns)
    if framework is not None and framework.formula == _SUM:
        found.update(_parts_by_place(found, grid, rows))
    if framework is not None:
        found.update(_domains_in_order(found, grid, rows, framework))
    found.update(_upper_bounds(found))
    found.update(_ranks(found, grid, rows))
    found.update(_bare_scores(found))
    if whole is not WHOLE and not any(_is_named_total(one) and one.index_code for one in columns.values()):
        found = {at: _of_part(meaning, columns[at], whole) for at, meaning in found.items()}
    return found


def _without_other_numbering(columns: Columns) -> Columns:
    """The columns without parts that only numbers tell, where no name agrees with any: other things are numbered."""
    parts = {at: meaning.part for at, meaning in columns.items() if meaning.part is not None}
    beside = [at for at, part in parts.items() if part.basis == NUMBER_BESIDE_NAME]
    is_confirmed = any(part.basis == "name" and part.code != TOTAL for part in parts.values())
    if is_confirmed:
        return dict(columns)
    return {
        at: replace(meaning, role=None, measure=None, part=None) if at in beside else meaning
        for at, meaning in columns.items()
    }


def _parts_by_place(columns: Columns, grid: Grid, rows: Sequence[int]) -> Columns:
    """Columns without a known name behind a domain whose values they sum to, as its parts 1 to n."""
    order = sorted(columns)
    found: Columns = {}
    for number, at in enumerate(order):
        domain = columns[at]
        if domain.measure is not Measure.SCORE or not domain.part or not _is_domain(domain.part.code):
            continue
        behind = []
        for other in order[number + 1 :]:
            if not _may_be_part(columns[other], domain.part.code or ""):
                break
            behind.append(other)
        if behind and _make_total(grid, rows, at, dict.fromkeys(behind, 1.0)):
            for nth, other in enumerate(behind, start=1):
                code = f"{domain.part.code}.{nth}"
                label = columns[other].label
                found[other] = replace(
                    columns[other],
                    role=Measure.SCORE.value,
                    measure=Measure.SCORE,
                    part=PartName(code, None, label, "place"),
                    index_code=domain.index_code,
                )
    return found


def _domains_in_order(columns: Columns, grid: Grid, rows: Sequence[int], framework: Framework) -> Columns:
    """Columns without a known name among the domains, as those that are missing, if in order all make the total."""
    order = sorted(columns)
    total = next((at for at in order if _is_score(columns[at]) and _code(columns[at]) == TOTAL), None)
    known = {at: _code(columns[at]) for at in order if _is_score(columns[at]) and _is_domain(_code(columns[at]))}
    unknown = [at for at in order if columns[at].role is None and columns[at].measure is None]
    wanted = [part.code for part in framework.children(TOTAL)]
    places = sorted([*known, *unknown])
    if total is None or not unknown or not known or len(places) != len(wanted):
        return {}
    told = dict(zip(places, wanted, strict=True))
    if any(told[at] != code for at, code in known.items()):
        return {}
    weights = {at: framework.weights.get(code, 1.0) * framework.factor for at, code in told.items()}
    if not _make_total(grid, rows, total, weights):
        return {}
    found: Columns = {}
    for at in unknown:
        named = framework.parts[told[at]]
        part = PartName(named.code, named.conformed_code, columns[at].label, "place")
        found[at] = replace(columns[at], role=Measure.SCORE.value, measure=Measure.SCORE, part=part)
    return found


def _make_total(grid: Grid, rows: Sequence[int], total: int, weights: dict[int, float]) -> bool:
    """Whether these columns, each with its weight, make the total of most rows that print them all."""
    tolerance = _ROUNDING * (1 + sum(weights.values()))
    right = told = 0
    for row in rows:
        whole = number_in(grid.rows[row][total])
        values = {at: number_in(grid.rows[row][at]) for at in weights}
        if whole is not None and None not in values.values():
            told += 1
            right += abs(sum(weights[at] * (value or 0.0) for at, value in values.items()) - whole) <= tolerance
    return told >= _FEWEST_ROWS and right >= _SHARE * told


def _is_domain(code: str | None) -> bool:
    return code is not None and code.isdecimal()


def _may_be_part(meaning: Meaning, domain: str) -> bool:
    """Whether a column can be a part of the domain: it is not known, or known as just that."""
    if meaning.measure is None:
        return meaning.role is None
    code = meaning.part.code if meaning.part else None
    if meaning.measure is not Measure.SCORE or code == TOTAL:
        return False
    return code is None or code.startswith(f"{domain}.")


def _upper_bounds(columns: Columns) -> Columns:
    """Maxima beside lower bounds of the same part: the other ends of intervals, no ends of scales."""
    lower = {meaning.part for meaning in columns.values() if meaning.measure is Measure.LOWER_BOUND}
    return {
        at: replace(meaning, role=Measure.UPPER_BOUND.value, measure=Measure.UPPER_BOUND)
        for at, meaning in columns.items()
        if meaning.measure is Measure.MAX_SCORE and meaning.part is not None and meaning.part in lower
    }


def _ranks(columns: Columns, grid: Grid, rows: Sequence[int]) -> Columns:
    """Ranks and groups without a name of their own, given to the score before them or to the total."""
    order = sorted(columns)
    total = next((at for at in order if _is_score(columns[at]) and _code(columns[at]) == TOTAL), None)
    found: Columns = {}
    for number, at in enumerate(order):
        meaning = columns[at]
        if meaning.measure not in (Measure.RANK, Measure.GROUP, Measure.DELTA_RANK) or meaning.part is not None:
            continue
        before = next((other for other in reversed(order[:number]) if _is_score(columns[other])), None)
        owners = [owner for owner in dict.fromkeys((before, total)) if owner is not None]
        owner = max(owners, key=lambda one: _agreement(grid, rows, one, at), default=None)
        part = columns[owner].part if owner is not None else None
        if part is not None and part.code != TOTAL and _agreement(grid, rows, owner or 0, at) < _SHARE:
            part = None
        found[at] = replace(meaning, part=part or PartName(TOTAL, None, ""))
    return found


def told_by_siblings(blocks: Sequence[Columns], misread: Collection[int]) -> list[Columns]:
    """The columns of blocks side by side, those without a readable name told by their counterparts in the others.

    Args:
        misread: the columns whose header was read off a picture; another header that is not known names other things.
    """
    found: list[Columns] = []
    for columns in blocks:
        order = sorted(columns)
        own = dict(columns)
        for nth, at in enumerate(order):
            is_unread = not columns[at].label or at in misread
            if is_unread and columns[at].role is None and columns[at].measure is None:
                others = {
                    (other.measure, other.part): other
                    for sibling in blocks
                    if sibling is not columns and len(sibling) == len(columns)
                    if (other := sibling[sorted(sibling)[nth]]).measure is not None
                }
                if len(others) == 1:
                    own[at] = next(iter(others.values()))
        found.append(own)
    return found


def _is_score(meaning: Meaning) -> bool:
    return meaning.measure is Measure.SCORE


def _code(meaning: Meaning) -> str | None:
    return meaning.part.code if meaning.part else TOTAL


def _agreement(grid: Grid, rows: Sequence[int], score: int, rank: int) -> float:
    """The share of neighbours in rank whose scores do not rise; 0 where there is nothing to compare."""
    pairs = [
        (placed, scored)
        for row in rows
        if (placed := number_in(grid.rows[row][rank])) is not None
        and (scored := number_in(grid.rows[row][score])) is not None
    ]
    ordered = [scored for _, scored in sorted(pairs, key=lambda pair: (pair[0], -pair[1]))]
    steps = list(pairwise(ordered))
    return sum(1 for one, other in steps if one >= other) / len(steps) if steps else 0.0


def _bare_scores(columns: Columns) -> Columns:
    """Values without a name are the total's; scores only where no column of the same year says that it is that."""
    totals = {meaning.year for meaning in columns.values() if _is_score(meaning) and _is_named_total(meaning)}
    found: Columns = {}
    for at, meaning in columns.items():
        if meaning.measure is None or meaning.part is not None:
            continue
        if _is_score(meaning) and meaning.year in totals:
            found[at] = replace(meaning, role=None, measure=None)
        else:
            found[at] = replace(meaning, part=PartName(TOTAL, None, ""))
    return found


def _of_part(meaning: Meaning, own: Meaning, part: PartName) -> Meaning:
    """A column that has no name of its own, as one of the part that its table is about."""
    is_bare = (own.part is None or _is_named_total(own)) and meaning.measure is not None
    return replace(meaning, part=part) if is_bare and meaning.part and meaning.part.code == TOTAL else meaning


def _is_named_total(meaning: Meaning) -> bool:
    return meaning.part is not None and meaning.part.code == TOTAL
