"""What a newer capture of a page is to the last good one: the same, a successor, or suspect. Judged on the records.

Belongs here: holding the records of two captures against each other. Does not belong here: which captures follow each
other (`scrapers.course`), reading, files.

The same: equal in everything that a reader of the release sees, but for http or https. `capture_id` names other bytes,
and a counter above a figure moves its `locator` and a document's `quote`, which is whatever stands at the title's
place: these do not count, since a release goes on pointing into the capture that it took the figure from. Nor do
anomalies: what is read with doubt may be that very counter, and what of it matters changes the figures too. A date of
publication that is in both captures the day on which they were taken is the site's clock.

Suspect: figures are gone. A figure is known by what it is of (unit, index, year, domain, measure, base year, scope),
not by its value, and one that has made room for that of a later year is not gone. Fewer figures than before are suspect
whatever the number; where as many others came, a quarter of the old ones may go, for names and years are corrected.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scrapers.losses import LEAST_KEPT

Rows = Mapping[str, list[dict[str, Any]]]
"""Rows of a capture's records by kind."""

LOST_PART = 1 - LEAST_KEPT
"""From this part of the figures on a page has lost them although as many others came."""
LEAST_COUNTED = 4
COUNTED = ("deduction", "task", "target", "reporting_duty")
"""Kinds of wording, which are counted: no two captures need word them alike."""

_THING = (
    "index_code", "unit_level", "unit_parent", "unit_name", "domain_code", "domain_label", "conformed_code", "measure",
    "base_year", "scope",
)  # fmt: skip
_UNSEEN = {"capture_id", "locator"}
_UNSEEN_OF_DOCUMENTS = _UNSEEN | {"quote", "url", "capture_url"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the newer capture is; `expected` and `found` tell of a suspect one what stood there and stands there now."""

    role: Literal["same", "document", "suspect"]
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of a capture, and the day on which it was taken."""

    rows: Rows
    day: str


def verdict_on(newer: Taken, last_good: Taken) -> Verdict:
    """What a newer capture of the same address is."""
    if _seen_of(newer) == _seen_of(last_good):
        return Verdict("same")
    return _unopened(newer.rows, last_good.rows) or _fewer(newer.rows, last_good.rows) or Verdict("document")


def vanished_figures(newer: Iterable[dict[str, Any]], older: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """How many things of the older figures the newer ones do not print, nor a later year of; and how many are added."""
    then, now = _things(older), _things(newer)
    last_year: dict[tuple[Any, ...], int] = {}
    for thing, year in now - then:
        last_year[thing] = max(year, last_year.get(thing, year))
    gone = [(thing, year) for thing, year in then - now if last_year.get(thing, year) <= year]
    rolled_on = len(then - now) - len(gone)
    return len(gone), max(len(now - then) - rolled_on, 0)


def _things(figures: Iterable[dict[str, Any]]) -> set[tuple[tuple[Any, ...], int]]:
    return {(tuple(figure[name] for name in _THING), int(figure["year"])) for figure in figures}


def _fewer(newer: Rows, older: Rows) -> Verdict | None:
    gone, came = vanished_figures(newer["figure"], older["figure"])
    if gone > came or gone > LOST_PART * len(_things(older["figure"])):
        found = f"{gone} of these gone, {came} others in their place" if newer["figure"] else "none"
        return Verdict("suspect", f"{len(_things(older['figure']))} figures", found)
    for kind in COUNTED:
        then, now = len(older[kind]), len(newer[kind])
        if then >= LEAST_COUNTED and now < LEAST_KEPT * then:
            what = kind.replace("_", " ")
            return Verdict("suspect", f"{then} records of the kind {what}", f"{now}")
    return None


def _unopened(newer: Rows, older: Rows) -> Verdict | None:
    kinds = [{document["kind"] for document in rows["document"]} for rows in (older, newer)]
    if "unreadable" in kinds[1] and "unreadable" not in kinds[0]:
        return Verdict("suspect", "a document that can be opened", "one that cannot")
    return None


def _seen_of(taken: Taken) -> dict[str, Counter[str]]:
    """What a reader of the release sees of each kind of record, in whatever order it is printed."""
    return {
        kind: Counter(_seen(kind, row, taken.day) for row in rows)
        for kind, rows in taken.rows.items()
        if kind != "anomaly"
    }


def _seen(kind: str, row: Mapping[str, Any], day: str) -> str:
    unseen = _UNSEEN_OF_DOCUMENTS if kind == "document" else _UNSEEN
    fields = {name: value for name, value in row.items() if name not in unseen}
    if kind == "document" and fields["published_on"] == day:
        fields["published_on"] = "the day of the look"
    return json.dumps(fields, ensure_ascii=False, default=str)
