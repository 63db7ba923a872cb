"""What claims are made of: subjects, what is known at a place of a text, and a value with what it belongs to.

Belongs here: the data that the passes over a text hand to each other. Does not belong here: any grammar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scrapers.readers.prose.value import Value

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom values are of.

    `kind` is `unit` (named), `mean` (of the units of a level, of a region or of the country), `ours` (implied by words
    such as `của tỉnh`; `name` is empty) or `nobody` (a unit that is not named).
    """

    kind: str
    name: str
    level: str
    raw: str


@dataclass(frozen=True, slots=True)
class DomainLabel:
    """A domain as printed, with its conformed code by index family (empty where it is not listed)."""

    label: str
    families: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(slots=True)
class Scope:
    """What is known at a place of a text.

    `index` is the one at hand, `other_index` the one before it; `rota` are those that a sentence gave in turn.
    `audience` is the level of the units that are spoken of, `other` tells that something else is; `last` is whose value
    was told last, `last_rank` which place, of a unit of `last_level`.

    Of years, `year` is the one assessed and `spoken_year` the last one named; `heading_year` is that of the heading
    above, whose `heading_aims` tells that it announces targets; `bracket_year` is announced for values in brackets, and
    `slashed_years` for the two sides of a slash; `is_stretch` tells that the sentence before spoke of a stretch of
    years, and of no index; `is_yearless` that the year named last is one that no index can have.

    Of domains, `domain` is the one at hand and `spoken` the last one spoken of; `heading` stands in the heading above,
    `item` opens the paragraph; `bullet` is the sign of the list item that told one, `listed` tells that a list goes on.
    """

    index: str | None = None
    year: int | None = None
    spoken_year: int | None = None
    other_index: str | None = None
    subject: Subject | None = None
    domain: DomainLabel | None = None
    audience: str | None = None
    last_rank: int | None = None
    last_level: str = ""
    last: Subject | None = None
    is_regional: bool = False
    listed: bool = False
    bullet: str | None = None
    other: bool = False
    heading: DomainLabel | None = None
    heading_year: int | None = None
    bracket_year: int | None = None
    slashed_years: tuple[int, int] | None = None
    is_stretch: bool = False
    is_yearless: bool = False
    heading_aims: bool = False
    item: DomainLabel | None = None
    spoken: DomainLabel | None = None
    rota: tuple[str, ...] = ()


Taken = dict[tuple[str | None, str, int | None, int], str]
"""Who is told to hold a place: names by index, level, year and rank."""


@dataclass(slots=True)
class Claim:
    """A value with what it belongs to; `doubt` says why it is no claim (None: it is one).

    `scope` of a rank is region or group where it does not count all units; of a change `older` where it is measured
    against another year than the one before; `between` are the limits that counted units score between.
    """

    value: Value
    index: str | None
    year: int | None
    subject: Subject | None
    domain: DomainLabel | None
    base_year: int | None
    audience: str | None
    scope: str | None
    doubt: str | None
    between: str | None = None
