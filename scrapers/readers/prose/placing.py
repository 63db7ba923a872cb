"""Small questions about the neighbourhood of an item or value: roles, years, indices and domains beside it, scopes.

Belongs here: pure look-ups over the items of one sentence. Does not belong here: what is carried
(`scrapers.readers.prose.binding`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.owners import clause_start
from scrapers.readers.prose.scope import Claim, DomainLabel, Scope
from scrapers.readers.prose.sentences import PUBLISHERS, Sentence
from scrapers.readers.prose.values import Value, gap
from scrapers.records import Measure
from scrapers.vocabulary.indices import index_family
from scrapers.vocabulary.units import LOCAL_LEVELS

_FEWEST_NATIONAL = 30
_NATIONAL_COUNTS = (34, 60, 61, 62, 63, 64)
"""How many provinces have been ranked: all of them, or those that had data."""
_REACH = 12
_TOTALS = (60.0, 80.0, 100.0)
_LEVELS = ("mức", "điểm", "điểm số", "kết quả", "score", "số điểm", "điểm")
_PLURALS = (
    "indices", "indexes", "indicators", "sub-indexes", "sub-indices", "subindices", "criteria", "areas", "fields",
    "contents", "dimensions", "content axes", "content indexes", "component indexes", "component indices",
)  # fmt: skip


def counted_units(sentences: Iterable[Sentence]) -> dict[str, int]:
    """How many units of each level a text says there are: `63 tỉnh, thành phố`, `40/63`."""
    counts: dict[str, int] = {}
    slashed = 0
    for sentence in sentences:
        items = sentence.items
        for at in range(len(items)):
            if "number" not in items[at]:
                continue
            if at and items[at - 1].is_sign("/") and items[at].value in _NATIONAL_COUNTS:
                slashed = min(slashed or 64, int(items[at].value))
            if at + 1 >= len(items) or gap(items, at, at + 1) > 1 or "units" not in items[at + 1]:
                continue
            level, value = items[at + 1].kinds["units"], int(items[at].value)
            if value == items[at].value and (level != "province" or value in _NATIONAL_COUNTS):
                counts[level] = max(value, counts.get(level, 0))
    if slashed:
        counts["province"] = slashed
    return counts


def year_of_text(sentences: Iterable[Sentence]) -> int | None:
    """The year that a text speaks of where its title names none: its last, else the one after that it compares with."""
    bases: set[int] = set()
    years: set[int] = set()
    for sentence in sentences:
        for at, item in enumerate(sentence.items):
            if "year" in item and not is_since(sentence.items, at):
                (bases if is_base(sentence.items, at) else years).add(int(item.kinds["year"]))
    if years:
        return max(years)
    return max(bases) + 1 if bases else None


def role_of(sentence: Sentence, at: int, scope: Scope, in_bracket: bool) -> str:
    """What a unit does in its sentence; publishers of indices are agents where ministries are not spoken of."""
    item = sentence.items[at]
    if item.kinds["unit"] in PUBLISHERS and item.level == "ministry" and scope.audience != "ministry":
        return "agent"
    return sentence.unit_role(at)


def is_base(items: Sequence[Item], at: int) -> bool:
    """Whether a year is what something is compared with: `so với năm 2020`."""
    for back in range(at - 1, max(-1, at - 5), -1):
        item = items[back]
        if gap(items, back, back + 1) > 3 or item.is_sign(",;().") or any(kind in item for kind in ("number", "year")) or ("scored" in item and item.raw.lower() not in _LEVELS):
            return False
        if "base" in item:
            return True
    return False


def is_since(items: Sequence[Item], at: int) -> bool:
    """Whether a year only begins or ends a stretch: `kể từ năm 2012`, `since 2012`."""
    return any("since" in item and gap(items, back, back + 1) <= 2 for back, item in enumerate(items[:at]) if back >= at - 3)


def base_year_before(items: Sequence[Item], at: int, year: int | None) -> int | None:
    """The base year right before a bracket, whose values are that year's: `so với năm 2019 (85,63%)`."""
    if at + 1 < len(items) and "unit" in items[at + 1]:
        return None
    for back in range(at - 1, max(-1, at - 3), -1):
        if gap(items, back, back + 1) > 1:
            return None
        if "year" in items[back]:
            return int(items[back].kinds["year"]) if is_base(items, back) else None
        if "last_year" in items[back]:
            return year - 1 if year else None
    return None


def is_listed_part(items: Sequence[Item], at: int) -> bool:
    """Whether an index is named only as the whole of parts: `chỉ số thành phần của PAR INDEX`."""
    return any("part" in items[back] and items[back].raw.lower() != "chỉ số" for back in range(max(0, at - 2), at)) and (
        gap(items, at - 1, at) <= 2
    )


def is_topic(items: Sequence[Item], at: int) -> bool:
    """Whether a domain is only what work was done in: `công tác`, `nỗ lực trong ...` - no value of it follows."""
    return False


def is_met(items: Sequence[Item], at: int) -> bool:
    """Whether a target is told to be reached: `đạt mục tiêu`, `met its target`."""
    return at > 0 and "scored" in items[at - 1] and gap(items, at - 1, at) <= 1


def names_next(items: Sequence[Item], at: int) -> bool:
    """Whether an implied unit is named by the next word: `tỉnh Quảng Ninh`, `the province of An Giang`."""
    return at + 1 < len(items) and "unit" in items[at + 1] and gap(items, at, at + 1) <= 1


def scores_next(items: Sequence[Item], at: int) -> bool:
    """Whether `cả nước` is itself scored: `cả nước là 83,94%`."""
    after = at + 1
    if any("rank" in item or "top" in item or "number" in item for item in items[clause_start(items, at) : at]):
        return False
    while after < len(items) and ("year" in items[after] or items[after].raw.lower() == "năm"):
        after += 1
    return after + 1 < len(items) and "scored" in items[after] and "number" in items[after + 1] and gap(items, at, after) <= 3


def tells_own(items: Sequence[Item], at: int) -> bool:
    """Whether a mean that something is compared with is told itself: `the national average of 77.56 percent`."""
    return at + 2 < len(items) and ("scored" in items[at + 1] or items[at + 1].is_sign("(")) and "number" in items[at + 2] and gap(items, at, at + 1) <= 1


def region_beside(sentence: Sentence, at: int) -> Item | None:
    """The region whose mean is told, if one is named close by."""
    for here in range(max(0, at - 3), min(len(sentence.items), at + 5)):
        item = sentence.items[here]
        if "unit" in item and item.level == "region" and sentence.unit_role(here) == "subject":
            return item
    return None


def index_behind(items: Sequence[Item], at: int) -> str | None:
    """The index that a value goes on to name: `xếp thứ 5 toàn quốc về Chỉ số ...`, `8th in PCI 2022`."""
    start = items[at - 1].last if at else 0
    for here in range(at, min(len(items), at + 6)):
        item = items[here]
        if item.first < 0 or item.first - start > _REACH or gap(items, here - 1, here) > 3:
            return None
        if "index" in item:
            return item.kinds["index"]
        passing = ("units", "country", "out_of", "at_place", "rank_noun", "number", "year", "rank", "part", "measure")
        if not any(kind in item for kind in passing) and not item.is_sign("/“”\"'"):
            return None
    return None


def index_of_rank(items: Sequence[Item], value: Value) -> str | None:
    """The index that a sentence names soon behind a rank, and none before it: `ranked first with the PAR index of`."""
    if value.measure is not Measure.RANK or any("index" in item for item in items[: value.first]):
        return None
    return index_ahead(items[: value.last + 4], value.last)


def index_ahead(items: Sequence[Item], at: int) -> str | None:
    """The first index that a sentence names after a value."""
    return next((item.kinds["index"] for item in items[at:] if "index" in item), None)


def year_ahead(items: Sequence[Item], value: Value) -> int | None:
    """The result year that a sentence names only behind a value: `led the PAR Index 2018`."""
    if any("year" in item and not is_base(items, at) for at, item in enumerate(items[: value.first])):
        return None
    for at in range(value.last, len(items)):
        item = items[at]
        if item.is_sign(";(") or any(kind in item for kind in ("target", "up", "down", "kept")):
            return None
        if "year" in item and not is_base(items, at) and not is_since(items, at):
            return int(item.kinds["year"])
    return None


def year_of(items: Sequence[Item], value: Value, year: int | None) -> int | None:
    """The year printed right behind a value, else the one known; the old value of `from ... to` is of the year before."""
    behind = years_behind(items, value.last)
    if behind:
        return behind[0]
    if value.measure in (Measure.RANK, Measure.SCORE) and value.last < len(items) and "last_year" in items[value.last] and gap(items, value.last - 1, value.last) <= 1:
        return None if year is None else year - 1
    ahead = None if value.measure in (Measure.DELTA_SCORE, Measure.DELTA_RANK) else year_ahead(items, value)
    if ahead is not None and not value.is_earlier:
        return ahead
    return year - 1 if value.is_earlier and year is not None else year


def years_behind(items: Sequence[Item], at: int) -> list[int]:
    """The years that `years_end` passes."""
    return _years_behind(items, at)[0]


def end_of_years(items: Sequence[Item], at: int) -> int:
    """Behind the years right behind a value; the same item where there are none."""
    return _years_behind(items, at)[1]


def _years_behind(items: Sequence[Item], at: int) -> tuple[list[int], int]:
    """The years right behind a value: `vị trí thứ 59 năm 2020`, `90,30% (2021)`, `hạng 8 (2016, 2017)`."""
    here = at
    while here < len(items) and any(kind in items[here] for kind in ("units", "country", "rank_noun", "rank")) and gap(items, here - 1, here) <= 1:
        here += 1
    bracket = here < len(items) and items[here].is_sign("(")
    here += bracket
    years: list[int] = []
    while here < len(items) and gap(items, here - 1, here) <= 2:
        item = items[here]
        if "year" in item:
            years.append(int(item.kinds["year"]))
        elif not (item.raw.lower() in ("năm", "in", "of", "trong") or (years and bracket and (item.is_sign(",") or "conjunction" in item))):
            break
        here += 1
    if not years or (bracket and not (here < len(items) and items[here].is_sign(")"))):
        return [], at
    return (years, here + 1) if bracket else (years[:1], here)


def indices_listed(items: Sequence[Item], value: Value) -> tuple[list[str], list[int]]:
    """The indices that a first place is told of where several are listed behind it, with the years behind them."""
    if value.measure is not Measure.RANK or not value.in_words or value.value != 1:
        return [], []
    found: list[str] = []
    last = value.last
    for at in range(value.last, min(len(items), value.last + 20)):
        item = items[at]
        if "index" in item:
            found.append(item.kinds["index"])
            last = at + 1
        elif not (item.is_sign(",-–—()") or any(kind in item for kind in ("conjunction", "part", "cardinal", "number", "rank", "out_of"))):
            break
    found = list(dict.fromkeys(found))
    while last < len(items) and not items[last].is_sign("(") and last < value.last + 24 and (items[last].is_sign("-") or gap(items, last - 1, last) > 0):
        last += 1
    return (found, years_behind(items, last)) if len(found) > 1 else ([], [])


def domains_listed(items: Sequence[Item], value: Value, index: str | None) -> list[DomainLabel]:
    """The domains that a first place is told of where a word behind it announces several of them."""
    if value.measure is not Measure.RANK or not value.in_words or value.value != 1 or index is None:
        return []
    at = value.last
    if counts_parts(items, value):
        return _domains_from(items, at, index)
    while at < len(items) and not is_plural_part(items, at):
        if at - value.last > 5 or items[at].is_sign(",;.") or "index" in items[at] or "unit" in items[at]:
            return []
        at += 1
    return _domains_from(items, at, index)


def _domains_from(items: Sequence[Item], at: int, index: str) -> list[DomainLabel]:
    """The domains that a sentence names from an item on, up to the next unit."""
    labels: list[DomainLabel] = []
    for item in items[at:]:
        if "unit" in item:
            break
        if "domain" in item and index_family(index) in item.families:
            labels.append(DomainLabel(item.raw, item.families))
    return labels


def is_nameless(sentence: Sentence, value: Value) -> bool:
    """Whether a value is of a unit that is told by its place alone: `tỉnh thấp nhất là 85,54%`, `nơi giảm nhiều nhất 2,94%`."""
    items = sentence.items
    start = clause_start(items, value.first)
    inside = items[start : value.last]
    if value.measure is Measure.RANK or any("unit" in item or "ours" in item for item in inside):
        return False
    if any("mean" in item for item in inside):
        return False
    superlative = next((at for at, item in enumerate(inside) if any(kind in item for kind in ("top", "bottom", "most"))), None)
    if superlative is None or inside[superlative].raw.lower() in ("mạnh", "nhẹ", "khá", "sâu", "vượt bậc", "slightly", "sharply", "significantly", "markedly"):
        return False
    named = any("unit" in item and sentence.unit_role(value.last + at) == "subject" for at, item in enumerate(items[value.last : value.last + 3]))
    generic = any("units" in item and item.raw.lower() not in ("địa phương này",) for item in inside[:superlative])
    bare = start > 0 and all(any(kind in item for kind in ("up", "down", "conjunction", "number", "measure")) for item in inside[:superlative])
    return (generic or bare) and not named


def domain_behind(sentence: Sentence, value: Value, index: str | None) -> DomainLabel | None:
    """The domain that a first place is told of behind it: `took the lead in Participation`, `đứng đầu về ...`."""
    if value.measure is not Measure.RANK or index is None:
        return None
    items = sentence.items
    for here in range(value.last, min(len(items), value.last + 6)):
        item = items[here]
        passing = ("at_place", "out_of", "part", "country", "units", "rank_noun", "domain", "measure", "places")
        if item.first < 0 or gap(items, here - 1, here) > 3 or not any(kind in item for kind in passing):
            return None
        if "domain" in item:
            return DomainLabel(item.raw, item.families) if index_family(index) in item.families else None
    return None


def scope_of(sentence: Sentence, value: Value, scope: Scope, year: int | None, base: int | None) -> str | None:
    """`region` of ranks (and their changes) within a region; `older` of changes against another year than the last."""
    if value.measure is Measure.RANK:
        return "region" if is_regional(sentence, value, scope) else None
    if value.measure is Measure.DELTA_RANK and (
        _follows_regional(sentence, value, scope) or _region_behind(sentence, value)
    ):
        return "region"
    if base is not None and year is not None and base != year - 1:
        return "older"
    return None


def is_regional(sentence: Sentence, value: Value, scope: Scope) -> bool:
    """Whether a rank counts only the units of a region."""
    if value.of is not None and value.of >= _FEWEST_NATIONAL:
        return False
    if scope.is_regional:
        return True
    items = sentence.items
    local = scope.subject is not None and scope.subject.level in LOCAL_LEVELS
    if value.of is not None and scope.audience in (None, "province") and value.of < 17 and not local:
        return True
    for here in range(value.last, min(len(items), value.last + 6)):
        item = items[here]
        if item.is_sign(",;()") or "number" in item or gap(items, here - 1, here) > 4:
            break
        if "region" in item or ("unit" in item and item.level == "region"):
            return True
        if "unit" in item:
            break
    start = clause_start(items, value.first)
    inside = items[start : value.first]
    if value.of is None and value.first > 1 and items[value.first - 1].is_sign("(") and "unit" in items[value.first - 2]:
        return False
    led = any("region" in item or ("unit" in item and item.level == "region" and sentence.unit_role(start + at) != "adjective") for at, item in enumerate(inside))
    return led or (value.of is None and leads_with_region(sentence, value))


def within_regions(items: Sequence[Item], claims: Sequence[Claim]) -> list[Claim]:
    """Changes and old ranks that lead to a rank within a region are of the region: `tăng 1 bậc từ thứ 5 lên thứ 4 trong vùng`."""
    found = list(claims)
    for at in range(len(found) - 2, -1, -1):
        claim, behind = found[at], found[at + 1]
        between = items[claim.value.last : behind.value.first]
        told_together = claim.value.last > 0 and not any(item.is_sign(",;()") for item in between)
        leads = claim.value.measure is Measure.DELTA_RANK or claim.value.is_earlier
        plain = all(
            any(kind in item for kind in ("from", "to", "rank", "rank_noun", "number", "units", "out_of"))
            for item in between
        )
        if behind.scope == "region" and told_together and plain and leads and behind.value.measure is Measure.RANK:
            found[at] = replace(claim, scope="region")
    return found


def leads_with_region(sentence: Sentence, value: Value) -> bool:
    """Whether a sentence opens with a region that its ranks count within: `Tại khu vực ĐBSCL, ...`."""
    items = sentence.items
    if not any(kind in items[0] for kind in ("at_place", "base", "out_of", "rival")) and items[0].raw.lower() != "xét":
        return False
    head = items[: min(clause_start(items, value.first), 8)]
    first_unit = next((at for at, item in enumerate(head) if "unit" in item and item.level != "region"), len(head))
    return any("region" in item for item in head[:first_unit])


def _region_behind(sentence: Sentence, value: Value) -> bool:
    """Whether a change goes on with the region that it is within: `thăng 1 bậc trong vùng`."""
    behind = sentence.items[value.last : value.last + 2]
    if not behind:
        return False
    return "region" in behind[0] or ("out_of" in behind[0] and any("region" in item for item in behind[1:]))


def _follows_regional(sentence: Sentence, value: Value, scope: Scope) -> bool:
    """A change of rank told right behind a regional rank is one of that rank."""
    items = sentence.items
    start = value.first
    while start > 0 and not items[start - 1].is_sign(";,") and value.first - start < 10:
        start -= 1
    return any("region" in item or ("unit" in item and item.level == "region") for item in items[start : value.first])


def is_part_of_whole(index: str, value: Value) -> bool:
    """Whether a score is out of a maximum that no total of an index has."""
    return value.measure is Measure.SCORE and value.of is not None and value.of not in _TOTALS and index not in ("DTI", "ICT_INDEX", "EGOV")


def is_single_part(item: Item) -> bool:
    """Whether a word announces one domain (`chỉ số thành phần`, `the index on`), not several or a whole index."""
    raw = item.raw.lower()
    return raw not in ("chỉ số", "indices", "indexes", "indicators", "sub-indexes", "criteria", "areas", "fields", "contents", "dimensions", "bộ chỉ số", "nội dung")


def is_unknown_index(text: str, item: Item) -> bool:
    """Whether `... Index` names an index that is none of ours: capitalised words stand before it."""
    before = text[max(0, item.start - 40) : item.start].split()
    return len(before) >= 2 and all(word[0].isupper() and word.isalpha() for word in before[-2:])


def is_once(items: Sequence[Item], value: Value) -> bool:
    """Whether a value is of an earlier time that is not told: `once ranked 4th`."""
    return value.first > 0 and "once" in items[value.first - 1] and gap(items, value.first - 1, value.first) <= 2


def counts_parts(items: Sequence[Item], value: Value) -> bool:
    """Whether a clause counts the parts that its value is of: `có 2 chỉ số xếp hạng nhất`."""
    start = next((back + 1 for back in range(value.first - 1, -1, -1) if items[back].is_sign(",;(")), 0)
    inside = range(start, value.first - 1)
    return any(
        ("number" in items[at] or "cardinal" in items[at]) and "part" in items[at + 1] and gap(items, at, at + 1) <= 1
        for at in inside
    )


def announces_parts(items: Sequence[Item], value: Value) -> bool:
    """Whether a first place goes on to several parts: `the highest points in two out of the eight indicators`."""
    if value.measure is not Measure.RANK or not value.in_words:
        return False
    for at in range(value.last, min(len(items), value.last + 7)):
        if items[at].is_sign(",;.(:") or "unit" in items[at] or "index" in items[at]:
            return False
        if is_plural_part(items, at):
            return True
    return False


def is_plural_part(items: Sequence[Item], at: int) -> bool:
    """Whether a word announces several domains: by its form, or by a number before it."""
    if "part" not in items[at]:
        return False
    counted = at > 0 and ("number" in items[at - 1] or "cardinal" in items[at - 1]) and gap(items, at - 1, at) <= 1
    return counted or items[at].raw.lower() in _PLURALS


def is_maximum(items: Sequence[Item], value: Value) -> bool:
    """Whether a score is only the scale's end: `Tổng số điểm tối đa ... là 80 điểm`."""
    return any("max" in item for item in items[clause_start(items, value.first) : value.first])


def is_group(items: Sequence[Item], value: Value) -> bool:
    """Whether a superlative belongs to a group (`nhóm dẫn đầu`, `among the highest`), or is one over the years."""
    start = clause_start(items, value.first)
    if any("group" in item for item in items[start : value.first]):
        return True
    if value.first > 1 and "to" in items[value.first - 1] and "top" in items[value.first - 2]:
        return True
    after = items[value.last : value.last + 2]
    ranges = bool(after) and "to" in after[0] and any("bottom" in item for item in after[1:])
    groups = any("group" in item and "out_of" not in item for item in after)
    groups = groups or (
        bool(after)
        and value.of is None
        and "ordinal" not in items[value.last - 1]
        and "units" in after[0]
        and after[0].raw.lower() != "tỉnh"
        and gap(items, value.last - 1, value.last) <= 1
    )
    return ranges or groups or any("ever" in item for item in after)


def is_anchored(items: Sequence[Item], value: Value) -> bool:
    """Whether a score whose sentence names no index is still told as one: by its verb, name or bracket before it."""
    if value.first == 0:
        return True
    before = items[value.first - 1]
    if "conjunction" in before and value.first > 1:
        previous = items[value.first - 2]
        return "measure" in previous or previous.is_sign("%")
    if before.raw.lower() == "with" and value.first == 1:
        return True
    if gap(items, value.first - 1, value.first) > 1:
        return False
    if value.unit_of_measure == "percent" and value.last < len(items):
        after = items[value.last]
        counts_something = gap(items, value.last - 1, value.last) > 0 and not after.is_sign(",;.)(")
        if after.raw.lower().startswith("of") or counts_something:
            return False
    if before.raw.lower() == "of" and not any(kind in items[value.first - 2] for kind in ("scored", "total", "index", "domain", "mean", "part") if value.first > 1):
        return False
    return any(kind in before for kind in ("scored", "unit", "domain", "total", "from", "to", "link", "year", "ever", "most", "top", "bottom")) or before.is_sign("(:,–-")
