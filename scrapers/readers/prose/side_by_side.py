"""Claims of one sentence that cast doubt on each other.

Belongs here: what is seen only when all claims of a sentence are made. Does not belong here: what the words around one
value say (`scrapers.readers.prose.doubts`), rivals' ranks (`scrapers.readers.prose.gap_claims`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.readers.prose.domains import is_part_of_whole
from scrapers.readers.prose.scope import Claim
from scrapers.records import Measure

_SAME = 0.05
"""So much may two roundings of one score differ."""


def doubt_side_by_side(claims: Sequence[Claim]) -> None:
    """Marks the claims of a sentence, in order, that others beside them tell to be something else."""
    _doubt_second_totals(claims)
    _doubt_kept_places(claims)
    _doubt_unnamed_parts(claims)


def _doubt_second_totals(claims: Sequence[Claim]) -> None:
    """Of two totals of one unit in one sentence the second may be a part's, whose name is not known."""
    told: dict[tuple[object, ...], float] = {}
    for claim in claims:
        value = claim.value
        if value.measure is not Measure.SCORE or claim.doubt or claim.domain is not None or value.is_earlier:
            continue
        key = (claim.index, claim.year, _whose(claim), value.unit_of_measure)
        if abs(told.setdefault(key, value.value) - value.value) > _SAME:
            claim.doubt = "another total of the same unit stands before it in its sentence"


def _doubt_kept_places(claims: Sequence[Claim]) -> None:
    """`retained its third position, slipping by one rank`: what is kept is not the place of the year before."""
    moved = {_change(claim) for claim in claims if _is_told_change(claim) and claim.value.value != 0}
    for claim in claims:
        if _is_told_change(claim) and claim.value.value == 0 and _change(claim) in moved:
            claim.doubt = "its sentence tells another change of the same place"


def _is_told_change(claim: Claim) -> bool:
    return claim.value.measure is Measure.DELTA_RANK and claim.doubt is None


def _change(claim: Claim) -> tuple[object, ...]:
    return claim.index, claim.year, claim.base_year, _whose(claim), claim.domain, claim.scope


def _doubt_unnamed_parts(claims: Sequence[Claim]) -> None:
    """`With 9.43/9.5 points, this index ranks 25th`: a part that is named nowhere, and the rank is the part's too."""
    parts = {
        (claim.index, _whose(claim))
        for claim in claims
        if claim.domain is None and claim.index is not None and is_part_of_whole(claim.index, claim.value)
    }
    for claim in claims:
        is_parts = claim.domain is None and (claim.index, _whose(claim)) in parts
        if is_parts and claim.doubt is None and not _is_whole(claim):
            claim.doubt = "it is of a part that is not named"


def _is_whole(claim: Claim) -> bool:
    """Whether a claim is a score that a total may be."""
    return claim.value.measure is Measure.SCORE and not is_part_of_whole(claim.index or "", claim.value)


def _whose(claim: Claim) -> str | None:
    return claim.subject.name if claim.subject else None
