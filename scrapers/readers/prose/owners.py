"""Which named unit a value is of, where the build of its sentence tells: brackets, links to the right, parallel lists.

Belongs here: structure within one sentence. Does not belong here: what is carried between sentences
(`scrapers.readers.prose.binding`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.values import Value, gap
from scrapers.records import Measure

_REACH = 14
_PLAIN = ("score", "scores", "điểm", "số điểm", "năm", "position", "điểm số")
_SKIPPED = ("units", "rank_noun", "country", "index", "year", "part", "domain", "out_of", "order", "also", "kept", "at_place",
            "ours", "number", "total", "sequence", "link", "rank", "region", "cardinal", "ordinal", "group")  # fmt: skip


def owners(sentence: Sentence, values: Sequence[Value]) -> dict[int, int]:
    """Values (by index) to the items of the units that they are of, where the sentence's build tells.

    A first or last place that leads to several units is marked as told of a group.
    """
    items = sentence.items
    found: dict[int, int] = {}
    groups = unit_groups(sentence)
    firsts = {group[0]: group for group in groups}
    lasts = {group[-1] for group in groups}
    for at, value in enumerate(values):
        owner = _bracket_owner(sentence, value)
        if owner is None:
            owner = _named_in_bracket(items, value)
        if owner is None and value.measure is Measure.RANK:
            owner = _linked(sentence, value, values[at + 1].first if at + 1 < len(values) else len(items))
            if owner in firsts and value.in_words and not _is_ordered(items, value, firsts[owner]):
                value.refused = "a group is told, not a rank"
            if value.in_words and _closes_ordered(items, value, lasts):
                value.refused = "a group is told, not a rank"
        if owner is not None:
            found[at] = owner
    for at, owner in _parallel(sentence, values).items():
        if not any(owned == at and _bracket_owner(sentence, values[at]) is not None for owned in found):
            found[at] = owner
    return found


def _bracket_owner(sentence: Sentence, value: Value) -> int | None:
    """The unit directly before the bracket that holds a value: `Hải Phòng (91,87%)`."""
    items = sentence.items
    for at in range(value.first - 1, max(0, value.first - 12) - 1, -1):
        item = items[at]
        if item.is_sign(")") or "unit" in item:
            return None
        if item.is_sign("("):
            named = at > 0 and "unit" in items[at - 1] and gap(items, at - 1, at) == 0
            return at - 1 if named and sentence.unit_role(at - 1) != "adjective" else None
    return None


def _named_in_bracket(items: Sequence[Item], value: Value) -> int | None:
    """The unit alone in a bracket behind a value: `34 bậc (Sóc Trăng)`."""
    at = value.last
    if at + 2 < len(items) and items[at].is_sign("(") and "unit" in items[at + 1] and items[at + 2].is_sign(")"):
        return at + 1
    return None


def _linked(sentence: Sentence, value: Value, limit: int) -> int | None:
    """The unit that a rank leads to: `xếp thứ ba là Bộ Tài chính`, `đứng thứ 2 tỉnh Thái Nguyên`."""
    items = sentence.items
    links = False
    opposed = value.first > 0 and "rival" in items[value.first - 1] and "scored" not in items[value.first - 1]
    start = items[value.last - 1].last
    for at in range(value.last, min(limit, len(items))):
        item = items[at]
        if item.first - start > _REACH or (item.first >= 0 and gap(items, at - 1, at) > 4):
            return None
        if "unit" in item and sentence.unit_role(at) in ("subject", "agent"):
            adjacent = at == value.last or (at == value.last + 1 and "units" in items[value.last])
            near_by = adjacent and item.first - start <= 2 and not has_subject(sentence, clause_start(items, value.first), value.first)
            if links or near_by or opposed:
                return at
            if not _is_whose(items, at):
                return None
            continue
        if opposed and item.is_sign(",") and at == value.last:
            continue
        if item.is_sign(":") or ("unit" in item and sentence.unit_role(at) == "rival" and items[at - 1].raw.lower().endswith("behind")):
            links = True
        elif "link" in item:
            links = True
        elif not any(kind in item for kind in _SKIPPED) and item.raw.lower() not in _PLAIN and not item.is_sign("“”\"'‘’"):
            return None
    return None


def _closes_ordered(items: Sequence[Item], value: Value, lasts: set[int]) -> bool:
    """Whether a first place is told of a list before it, in its order: `A, B và C lần lượt đứng đầu`."""
    for back in range(value.first - 1, max(-1, value.first - 5), -1):
        if back in lasts:
            return any("order" in item for item in items[back : value.first])
    return False


def _is_whose(items: Sequence[Item], at: int) -> bool:
    """Whether a unit only says whose list it is: `bảng xếp hạng của tỉnh Vĩnh Long là Văn phòng ...`."""
    behind = items[at + 1 : at + 4]
    return any("link" in item for item in behind) and any(
        "unit" in item and item.level != items[at].level for item in behind
    )



def _is_ordered(items: Sequence[Item], value: Value, group: list[int]) -> bool:
    """Whether the units that a first place leads to stand in order: `lần lượt là A, B`, `dẫn đầu là A, B`."""
    between = items[max(0, value.first - 2) : group[0]]
    if any("order" in item for item in between):
        return True
    counted = any("units" in item for item in items[clause_start(items, value.first) : group[0]])
    gathers = any(item.raw.lower() in ("gồm", "bao gồm", "gồm có", "include", "included", "includes") for item in between)
    return not (value.is_last or counted or gathers)


def clause_start(items: Sequence[Item], at: int) -> int:
    """The item behind the last comma, semicolon or opening bracket before an item."""
    for back in range(at - 1, -1, -1):
        if items[back].is_sign(",;(") or ("conjunction" in items[back]):
            return back + 1
    return 0


def has_subject(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a unit that values can be of is named among some items."""
    return any("unit" in sentence.items[at] and sentence.unit_role(at) == "subject" for at in range(first, last))


def unit_groups(sentence: Sentence) -> list[list[int]]:
    """Runs of two and more units that only commas and `và` part."""
    items = sentence.items
    groups: list[list[int]] = []
    last = -1
    for at, item in enumerate(items):
        if "unit" not in item or sentence.unit_role(at) in ("agent", "adjective", "place"):
            continue
        if last >= 0 and _joined(sentence, last, at):
            groups[-1].append(at)
        else:
            groups.append([at])
        last = at
    return [group for group in groups if len(group) > 1]


def _joined(sentence: Sentence, left: int, right: int) -> bool:
    items = sentence.items
    between = _outside_brackets(items[left + 1 : right])
    words = items[right].first - items[left].last - sum(item.last - item.first for item in items[left + 1 : right])
    plain = all(
        item.is_sign(",") or any(kind in item for kind in ("units", "conjunction", "ours", "out_of")) or ("unit" in item and item.level == "region")
        for item in between
    )
    return plain and words <= 5 and right > left + 1


def _outside_brackets(items: Sequence[Item]) -> list[Item]:
    kept: list[Item] = []
    depth = 0
    for item in items:
        depth += item.is_sign("(")
        if depth == 0:
            kept.append(item)
        depth -= item.is_sign(")")
    return kept


def _parallel(sentence: Sentence, values: Sequence[Value]) -> dict[int, int]:
    """Pairs `A and B` with `x and y`, one to one and in order."""
    found: dict[int, int] = {}
    groups = unit_groups(sentence)
    for number, group in enumerate(groups):
        end = min((later[0] for later in groups[number + 1 :]), default=len(sentence.items))
        start = max((earlier[-1] for earlier in groups[:number]), default=-1)
        for run in _value_runs(sentence.items, values, start, end):
            if len(run) == len(group):
                found.update(zip(run, group, strict=True))
    for run in _value_runs(sentence.items, values, -1, len(sentence.items)):
        if values[run[0]].measure is Measure.RANK and not found.keys() & set(run):
            units = _units_behind(sentence, values[run[-1]].last) or _units_before(sentence, values[run[0]], values[run[-1]], len(run))
            if len(units) == len(run):
                found.update(zip(run, units, strict=True))
    return found


def _units_before(sentence: Sentence, first: Value, last: Value, count: int) -> list[int]:
    """The last units before ranks told `respectively`: `A 92 points; B 91 points, ranked second and third respectively`."""
    items = sentence.items
    if not any("order" in item for item in items[max(0, first.first - 2) : last.last + 2]):
        return []
    units = [at for at in range(first.first) if "unit" in items[at] and sentence.unit_role(at) == "subject"]
    return units[-count:]


def _units_behind(sentence: Sentence, at: int) -> list[int]:
    """The units behind `thứ 5 và thứ 6 lần lượt là`, each with values of its own; none where no word leads to them."""
    items = sentence.items
    if not any("link" in item or "order" in item for item in items[at : at + 3]):
        return []
    end = next((here for here in range(at, len(items)) if items[here].is_sign(";")), len(items))
    return [here for here in range(at, end) if "unit" in items[here] and sentence.unit_role(here) == "subject"]


def _value_runs(items: Sequence[Item], values: Sequence[Value], start: int, end: int) -> list[list[int]]:
    """Runs of two and more values of one measure, parted by `và`, commas and brackets alone."""
    runs: list[list[int]] = []
    depths = _depths(items)
    for at, value in enumerate(values):
        alone = value.in_words and value.value in (0, 1) and "ordinal" not in items[value.last - 1]
        if not start < value.first < end or value.refused or depths[value.first] > 0 or alone:
            continue
        previous = values[runs[-1][-1]] if runs else None
        if previous is not None and previous.measure is value.measure and _adjoin(items, previous.last, value.first):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if len(run) > 1]


def _depths(items: Sequence[Item]) -> list[int]:
    """How many brackets are open at each item."""
    depths: list[int] = []
    depth = 0
    for item in items:
        depth += item.is_sign("(")
        depths.append(depth)
        depth = max(0, depth - item.is_sign(")"))
    return depths


def _adjoin(items: Sequence[Item], left: int, right: int) -> bool:
    depth = 0
    for item in items[left:right]:
        depth += item.is_sign("(") - item.is_sign(")")
        if depth == 0 and not (item.is_sign(",)") or "conjunction" in item):
            return False
    return right > left
