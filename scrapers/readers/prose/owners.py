"""Which named unit a value is of, where the build of its sentence tells: brackets, links to the right, parallel lists.

Belongs here: structure within one sentence. Does not belong here: what is carried between sentences
(`scrapers.readers.prose.state`), ranks that an order tells (`scrapers.readers.prose.ranked_lists`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.neighbours import any_of, clause_start, depths, gap, has_any, outside_brackets
from scrapers.readers.prose.own_lists import UNREAD, body_behind, list_owner
from scrapers.readers.prose.sentences import Sentence
from scrapers.readers.prose.value import Value
from scrapers.records import Measure

GROUP = "a group is told, not a rank"
_PARTING = {Measure.SCORE: ",;"}
"""What parts the values of a run: of scores, whose decimals are parted by commas, semicolons too."""
_FEWEST = 2
_REACH = 14
_WIDE = 4
_WIDEST = 5
_BRACKET_REACH = 12
_SKIPPED = (
    "units", "rank_noun", "country", "index", "year", "part", "domain", "out_of", "order", "also", "kept", "at_place",
    "ours", "number", "total", "sequence", "link", "rank", "region", "cardinal", "ordinal", "group", "plain",
)  # fmt: skip
"""What may stand between a rank and the unit that it leads to: `đứng đầu bảng xếp hạng PAPI năm 2017 là`."""
_BETWEEN = ("units", "conjunction", "ours", "out_of")
_NO_SUBJECTS = ("agent", "adjective", "place")


def owners(sentence: Sentence, values: Sequence[Value], groups: Sequence[list[int]]) -> dict[int, int]:
    """Values (by index) to the items of the units that they are of, where the sentence's build tells.

    A first or last place that leads to several units is marked as told of a group.

    Args:
        groups: as `unit_groups` gives them.
    """
    found: dict[int, int] = {}
    bracketed: set[int] = set()
    for at, value in enumerate(values):
        owner = _bracket_owner(sentence, value) or _rivals_own(sentence, value)
        owner = owner or _rivals_score(sentence, value, values[:at])
        if owner is not None:
            bracketed.add(at)
        else:
            limit = values[at + 1].first if at + 1 < len(values) else len(sentence.items)
            owner = (
                _named_in_bracket(sentence.items, value)
                or _where(sentence, value, values)
                or _leads_to(sentence, value, limit, groups)
            )
        if owner is not None:
            found[at] = owner
    paired = _parallel(sentence, values, groups) if len(values) >= _FEWEST else {}
    return {**found, **{at: owner for at, owner in paired.items() if at not in bracketed}}


def unit_groups(sentence: Sentence) -> list[list[int]]:
    """Runs of two and more units that only commas, `và` and brackets part."""
    groups: list[list[int]] = []
    if "unit" not in sentence.kinds:
        return groups
    last = -1
    for at, item in enumerate(sentence.items):
        if "unit" not in item or sentence.unit_role(at) in _NO_SUBJECTS:
            continue
        if last >= 0 and _joined(sentence.items, last, at):
            groups[-1].append(at)
        else:
            groups.append([at])
        last = at
    return [group for group in groups if len(group) > 1]


def _joined(items: Sequence[Item], left: int, right: int) -> bool:
    between = items[left + 1 : right]
    words = items[right].first - items[left].last - sum(item.last - item.first for item in between)
    plain = all(
        item.is_sign(",;") or has_any(item, _BETWEEN) or ("unit" in item and item.level == "region")
        for item in outside_brackets(between)
    )
    return plain and words <= _WIDEST and bool(between)


def _bracket_owner(sentence: Sentence, value: Value) -> int | None:
    """The unit directly before the bracket that holds a value: `Hải Phòng (91,87%)`."""
    items = sentence.items
    for at in range(value.first - 1, max(0, value.first - _BRACKET_REACH) - 1, -1):
        if items[at].is_sign(")") or "unit" in items[at]:
            return None
        if items[at].is_sign("("):
            named = at > 0 and "unit" in items[at - 1] and gap(items, at - 1, at) == 0
            return at - 1 if named and sentence.unit_role(at - 1) != "adjective" else None
    return None


def _rivals_own(sentence: Sentence, value: Value) -> int | None:
    """The unit that another is compared with, of the place said right behind it.

    `so với Kiên Giang đứng cuối bảng (79,97%)`.
    """
    items = sentence.items
    at = value.first - 1
    if at > 1 and items[at].is_sign("(") and has_any(items[at - 1], ("top", "bottom", "beforelast")):
        at -= 2
    elif value.measure is not Measure.RANK:
        return None
    is_rival = at >= 0 and "unit" in items[at] and sentence.unit_role(at) == "rival"
    return at if is_rival and gap(items, at, at + 1) <= 1 else None


def _rivals_score(sentence: Sentence, value: Value, before: Sequence[Value]) -> int | None:
    """The rival right before `with`, of a second score: `earned 90.10 percent, just ahead of Hai Phong with 90.09`."""
    items, at = sentence.items, value.first - 2
    if value.measure is not Measure.SCORE or at < 0 or not any(one.measure is Measure.SCORE for one in before):
        return None
    is_rival = "unit" in items[at] and sentence.unit_role(at) == "rival"
    return at if is_rival and "scored" in items[at + 1] and gap(items, at, at + 1) == 0 else None


def _named_in_bracket(items: Sequence[Item], value: Value) -> int | None:
    """The unit alone in a bracket behind a value: `34 bậc (Sóc Trăng)`."""
    at = value.last
    alone = at + 2 < len(items) and items[at].is_sign("(") and items[at + 2].is_sign(")")
    return at + 1 if alone and "unit" in items[at + 1] else None


def _where(sentence: Sentence, value: Value, values: Sequence[Value]) -> int | None:
    """The unit in which a score is: `88.51 percent in the North Central, 88.20 percent in ...`, each of several."""
    items, at = sentence.items, value.last + 1
    if value.measure is not Measure.SCORE or not _names_where(items, at):
        return None
    return at if sum(_names_where(items, other.last + 1) for other in values) > 1 else None


def _names_where(items: Sequence[Item], at: int) -> bool:
    return at < len(items) and "unit" in items[at] and "at_place" in items[at - 1] and gap(items, at - 2, at - 1) == 0


def _leads_to(sentence: Sentence, value: Value, limit: int, groups: Sequence[list[int]]) -> int | None:
    """The unit that a rank leads to; a place that several units share is refused."""
    if value.measure is not Measure.RANK:
        return None
    items = sentence.items
    whose = list_owner(sentence, value, limit)
    owner = _linked(sentence, value, limit) if whose is None else body_behind(sentence, whose)
    if whose is not None and owner is None:
        value.refused = UNREAD
    group = next((group for group in groups if group[0] == owner), None)
    if value.in_words and group is not None and not _is_ordered(items, value, group):
        value.refused = GROUP
    if value.in_words and _closes_ordered(items, value, groups):
        value.refused = GROUP
    return owner


def _linked(sentence: Sentence, value: Value, limit: int) -> int | None:
    """The unit that a rank leads to: `xếp thứ ba là Bộ Tài chính`, `đứng thứ 2 tỉnh Thái Nguyên`."""
    items = sentence.items
    before = items[value.first - 1] if value.first else None
    links = before is not None and "rival" in before and "scored" not in before
    start = items[value.last - 1].last
    for at in range(value.last, min(limit, len(items))):
        item = items[at]
        if item.first - start > _REACH or (item.first >= 0 and gap(items, at - 1, at) > _WIDE):
            return None
        if "unit" in item and sentence.unit_role(at) in ("subject", "agent"):
            if links or _follows_alone(sentence, value, at):
                return at
            if not _says_whose(items, at):
                return None
        elif item.is_sign(":") or "link" in item or _is_passed_rival(sentence, at):
            links = True
        elif not (
            has_any(item, _SKIPPED) or item.is_sign("“”\"'‘’") or (links and item.is_sign(",") and at == value.last)
        ):
            return None
    return None


def _follows_alone(sentence: Sentence, value: Value, at: int) -> bool:
    """Whether a unit stands right behind a rank whose clause names none before it: `; thứ 3 tỉnh Hải Dương đạt`."""
    items = sentence.items
    adjacent = at == value.last or (at == value.last + 1 and "units" in items[value.last])
    if not adjacent or items[at].first - items[value.last - 1].last > 2:
        return False
    inside = range(clause_start(items, value.first), value.first)
    return not any("unit" in items[here] and sentence.unit_role(here) == "subject" for here in inside)


def _is_passed_rival(sentence: Sentence, at: int) -> bool:
    """`Closely behind Da Nang lay Hai Phong`: the unit that another comes behind."""
    items = sentence.items
    return (
        "unit" in items[at] and sentence.unit_role(at) == "rival" and at > 0 and items[at - 1].word.endswith("behind")
    )


def _says_whose(items: Sequence[Item], at: int) -> bool:
    """Whether a unit only says whose list it is: `bảng xếp hạng của tỉnh Vĩnh Long là Văn phòng ...`."""
    behind = items[at + 1 : at + 4]
    return any_of(behind, "link") and any("unit" in item and item.level != items[at].level for item in behind)


def _is_ordered(items: Sequence[Item], value: Value, group: list[int]) -> bool:
    """Whether the units that a first place leads to stand in order: `lần lượt là A, B`, `dẫn đầu là A, B`."""
    between = items[max(0, value.first - 2) : group[0]]
    if any_of(between, "order"):
        return True
    counted = any_of(items[clause_start(items, value.first) : group[0]], "units")
    return not (value.is_last or counted or any_of(between, "gather"))


def _closes_ordered(items: Sequence[Item], value: Value, groups: Sequence[list[int]]) -> bool:
    """Whether a first place is told of a list before it, in its order: `A, B và C lần lượt đứng đầu`."""
    last = next((group[-1] for group in groups if value.first - _WIDE <= group[-1] < value.first), None)
    return last is not None and any_of(items[last : value.first], "order")


def _parallel(sentence: Sentence, values: Sequence[Value], groups: Sequence[list[int]]) -> dict[int, int]:
    """Pairs `A and B` with `x and y`, one to one and in order."""
    items = sentence.items
    found: dict[int, int] = {}
    for number, group in enumerate(groups):
        start = groups[number - 1][-1] if number else -1
        end = groups[number + 1][0] if number + 1 < len(groups) else len(items)
        for run in value_runs(items, values, start, end):
            if len(run) == len(group):
                found.update(zip(run, group, strict=True))
    for run in value_runs(items, values, -1, len(items)):
        if values[run[0]].measure is Measure.RANK and not found.keys() & set(run):
            first, last = values[run[0]], values[run[-1]]
            units = _units_behind(sentence, last.last) or _units_before(sentence, first, last, len(run))
            if len(units) == len(run):
                found.update(zip(run, units, strict=True))
    return found


def _units_before(sentence: Sentence, first: Value, last: Value, count: int) -> list[int]:
    """The last units before ranks told `respectively`.

    `A 92 points; B 91 points, ranked second and third respectively`.
    """
    items = sentence.items
    if not any_of(items[max(0, first.first - 2) : last.last + 2], "order"):
        return []
    units = [at for at in range(first.first) if "unit" in items[at] and sentence.unit_role(at) == "subject"]
    return units[-count:]


def _units_behind(sentence: Sentence, at: int) -> list[int]:
    """The units behind `thứ 5 và thứ 6 lần lượt là`, each with values of its own; none where no word leads to them."""
    items = sentence.items
    if not any_of(items[at : at + 3], "link", "order"):
        return []
    end = next((here for here in range(at, len(items)) if items[here].is_sign(";")), len(items))
    return [here for here in range(at, end) if "unit" in items[here] and sentence.unit_role(here) == "subject"]


def value_runs(items: Sequence[Item], values: Sequence[Value], start: int, end: int) -> list[list[int]]:
    """Runs of two and more values of one measure, parted by `và`, commas and brackets alone."""
    runs: list[list[int]] = []
    if len(values) < _FEWEST:
        return runs
    depth = depths(items)
    for at, value in enumerate(values):
        alone = value.in_words and value.value in (0, 1) and "ordinal" not in items[value.last - 1]
        if not start < value.first < end or value.refused or depth[value.first] > 0 or alone:
            continue
        previous = values[runs[-1][-1]] if runs else None
        if (
            previous is not None
            and previous.measure is value.measure
            and _adjoin(items, previous.last, value.first, _PARTING.get(value.measure, ","))
        ):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if len(run) > 1]


def _adjoin(items: Sequence[Item], left: int, right: int, parting: str) -> bool:
    """Whether nothing but `và`, commas and whole brackets stands between two items."""
    outside = outside_brackets(items[left:right])
    return right > left and all(item.is_sign(parting) or "conjunction" in item for item in outside)
