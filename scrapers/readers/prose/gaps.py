"""Gaps between units: how far a score is from the first, the second or the mean, and how far first and last are apart.

Belongs here: the forms in which a gap is told so that it is clear against whom, and what makes it unclear. Does not
belong here: words as signs (`scrapers.readers.prose.gap_signs`), whose a gap is (`scrapers.readers.prose.gap_claims`).

A gap to a year, a target, another index, a named unit, the mean of a region or of a group fits none of the forms. The
median is no mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scrapers.readers.prose.gap_signs import Sign
from scrapers.records import Measure

_LEAST_TOTAL = 20.0
"""A total that stands before `higher than the mean` is none of its words; no gap to others is so wide."""
_REACH = 60
_BEHIND = 40


def _whom(core: str) -> str:
    """`đơn vị có điểm số đứng đầu cả nước năm 2023`: words in passing, nouns of units, and whom they end in."""
    return rf"[oPCu]{{0,6}}(?:{core})(?:[oPCY]|dP|-){{0,6}}"


_NAMED = r"(?:[io,]{0,2}A(?:\([^()N]*\))?,?)?(?:\([^()N]*\))?"
"""The name or the score of whom it is measured against, told beside: `là Hải Phòng (91,80%)`."""
_ENDS = r"(?=[,.;:()cshlmiBNAd]|$)"
_ONE, _FIRST_OR_LAST = _whom("[FS]|M{1,2}"), _whom("[FZ]")
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<side>[hl])[oi]*B?(?P<whom>{_ONE}){_NAMED}[oi]*Nu*+(?!o*B)",
        rf"(?P<side>[hl])[oi]*Nu*+o*B(?P<whom>{_ONE}){_ENDS}(?P<named>{_NAMED})",
        rf"B(?P<whom>{_ONE}){_NAMED},?(?P<own>[oPAIYu]{{0,8}})(?P<side>[hl])[oi]*Nu*+(?!o*B)",
        rf"Nu*+(?P<english>[hl])B?(?P<whom>{_ONE}){_ENDS}(?P<named>{_NAMED})",
        rf"B(?P<whom>{_ONE}){_NAMED},?(?P<own>[oPAIYui]{{0,10}})Nu*+(?P<english>[hl])(?=[,.;)cs]|$)",
        rf"G(?P<own>[oPAcBIYu]{{0,8}}?)B?(?P<whom>{_whom('F')}){_NAMED}[oi]+Nu*+(?!o*B)",
        rf"Gi?Nu*+o*B(?P<whom>{_whom('F')}){_ENDS}(?P<named>{_NAMED})",
        rf"G[oBIYu]*(?P<ends>{_FIRST_OR_LAST}[cB,]{{1,2}}{_FIRST_OR_LAST})[oi]*Nu*+",
        rf"Gi?Nu*+o*B(?P<ends>{_FIRST_OR_LAST}[cB,]{{1,2}}{_FIRST_OR_LAST}){_ENDS}",
    )
)
_MEASURES = {
    ("F", "l"): Measure.GAP_TO_FIRST,
    ("F", ""): Measure.GAP_TO_FIRST,
    ("S", "h"): Measure.LEAD_OVER_SECOND,
    ("M", "h"): Measure.GAP_TO_MEAN,
    ("M", "l"): Measure.GAP_TO_MEAN,
}
"""What is measured, by whom it is measured against and on which side; nothing is above the first."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap that is told clearly.

    `rivals` are the units named beside whom it is measured against, `level` that of the units it is measured among
    (empty where it is not told), `is_national` that the country is named; `years` are those named in it, `start` and
    `end` where it stands.
    """

    measure: Measure
    value: float
    rivals: frozenset[str]
    level: str
    is_national: bool
    years: frozenset[int]
    start: int
    end: int


def find_gap(
    signs: Sequence[Sign], number: int, value: float, *, has_index: bool, is_regional: Callable[[], bool]
) -> Gap | None:
    """The gap that a number tells, or None where it tells none, or not clearly.

    Args:
        number: which of the signs is the number.
        has_index: whether the sentence names an index.
        is_regional: whether the paragraph before speaks of a region.
    """
    first = max(0, number - _REACH)
    window = signs[first : number + _BEHIND]
    told = "".join("N" if first + at == number else sign.sign for at, sign in enumerate(window))
    match = next((match for form in _FORMS for match in form.finditer(told) if "N" in match.group()), None)
    if match is None or _is_unclear(told, match, value) or _is_of_other(told, match, has_index):
        return None
    inside = window[match.start() : match.end()]
    whom = _span(window, match, "ends" if "ends" in match.re.groupindex else "whom")
    is_national = any(sign.sign == "C" or sign.value == "country" for sign in whom)
    if not is_national and ("R" in told or is_regional()):
        return None
    measure = _measure(window, match)
    levels = {sign.value for sign in whom if sign.sign == "P"} - {"any"}
    if measure is None or len(levels) > 1:
        return None
    is_below = measure is Measure.GAP_TO_MEAN and _side(match) == "l"
    return Gap(
        measure,
        -value if is_below else value,
        _rivals(window, match),
        next(iter(levels), ""),
        is_national,
        frozenset(int(sign.value) for sign in inside if sign.sign == "Y"),
        inside[0].start,
        inside[-1].end,
    )


def _span(window: Sequence[Sign], match: re.Match[str], group: str) -> Sequence[Sign]:
    return window[match.start(group) : match.end(group)]


def _side(match: re.Match[str]) -> str:
    """`h` above, `l` below, empty where only a distance is told."""
    groups = match.groupdict()
    return groups.get("side") or groups.get("english") or ""


def _measure(window: Sequence[Sign], match: re.Match[str]) -> Measure | None:
    groups = match.groupdict()
    if groups.get("ends"):
        cores = {sign for sign in groups["ends"] if sign in "FZ"}
        return Measure.RANGE if len(cores) == 2 else None
    core = next(sign for sign in groups["whom"] if sign in "FSM")
    return _MEASURES.get((core, _side(match)))


def _is_unclear(told: str, match: re.Match[str], value: float) -> bool:
    """Whether something around a gap says that it is of a nameless unit, of another time, or no gap at all."""
    head = _head(told, match)
    if re.search(r"[TneG]|m$", head) or "T" in match.group():
        return True
    if "A" not in head and re.search(r"[FSZ]|(?<!/)dP", head):
        return True
    if _side(match) and value >= _LEAST_TOTAL:
        return True
    return (match.groupdict().get("own") or "").count("A") > 1


def _is_of_other(told: str, match: re.Match[str], has_index: bool) -> bool:
    """Whether words that are not known here say what is above or below: `Tỷ lệ hộ nghèo của tỉnh thấp hơn`."""
    head = _head(told, match)
    if "w" not in head or "I" in head:
        return False
    return not (has_index and "A" in head)


def _head(told: str, match: re.Match[str]) -> str:
    """What stands before a gap in its clause."""
    return re.split(r"[,;:(c]", told[: match.start()])[-1]


def _rivals(window: Sequence[Sign], match: re.Match[str]) -> frozenset[str]:
    """The units named right behind whom it is measured against, not the one that the gap is of."""
    group = "ends" if "ends" in match.re.groupindex else "whom"
    own = range(match.start("own"), match.end("own")) if match.groupdict().get("own") else range(0)
    names = (
        sign.value
        for at, sign in enumerate(window[: match.end()])
        if sign.sign == "A" and at >= match.start(group) and at not in own
    )
    return frozenset(names)
