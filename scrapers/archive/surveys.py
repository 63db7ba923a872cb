"""Questions that go over many looks: those of a source or a run, tallies, and what is amiss.

Belongs here: reading the index page by page, so that no question holds it for long or needs memory.
Does not belong here: questions about one address or one capture (`index`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scrapers.archive.index import PAGE, Index
from scrapers.archive.look import Look
from scrapers.archive.tables import ACCEPTED_OUTCOMES, SELECT, look_of

_NEVER = "9999"  # sorts behind every instant


class Tally(NamedTuple):
    """The looks at a source: how many, when the last was, and when the last that was accepted, None for never."""

    source: str
    looks: int
    last_look: str
    last_accepted: str | None


def looks(
    index: Index, source: str | None = None, run_id: str | None = None, known_before: str | None = None
) -> Iterator[Look]:
    """The looks of a source, of a run, before an instant, in the order they were written."""
    limits = (("source = ?", source), ("run_id = ?", run_id), ("looked_at < ?", known_before))
    given = [(condition, value) for condition, value in limits if value is not None]
    conditions = " and ".join(("seq > ?", *(condition for condition, _ in given)))
    last = 0
    while page := index.rows(
        f"{SELECT} where {conditions} order by seq limit ?", last, *(value for _, value in given), PAGE
    ):
        yield from map(look_of, page)
        last = page[-1][-1]


def asked_in(index: Index, run_id: str) -> Iterator[str]:
    """The addresses looked at in a run, in the order of looks; one that was looked at twice comes twice."""
    last = 0
    while page := index.rows(
        "select url, seq from look where run_id = ? and seq > ? order by seq limit ?", run_id, last, PAGE
    ):
        yield from (row[0] for row in page)
        last = page[-1][-1]


def sources(index: Index, known_before: str | None) -> set[str]:
    """The sources with looks before an instant."""
    # One pass over the table: by the sources' index it takes a multiple of the time.
    found = index.rows("select distinct +source from look where looked_at < ?", known_before or _NEVER)
    return {source for (source,) in found}


def sources_asked_in(index: Index, run_id: str) -> set[str]:
    """The sources with looks in a run."""
    return {source for (source,) in index.rows("select distinct source from look where run_id = ?", run_id)}


def tallies(index: Index) -> list[Tally]:
    """How many looks there are at each source, when the last was, and when the last that was accepted."""
    found = index.rows(
        "select source, count(*), max(looked_at), "  # noqa: S608  (our own words)
        f"max(case when outcome in {ACCEPTED_OUTCOMES} then looked_at end) from look group by +source"
    )
    return [Tally(*row) for row in found]


def amiss(index: Index) -> Iterator[Look]:
    """The last look at each address where that was not accepted, in the order they were written."""
    last = 0
    question = (
        f"{SELECT} where look.outcome not in {ACCEPTED_OUTCOMES} and look.seq > ? "  # noqa: S608  (our own words)
        "and look.seq = (select max(other.seq) from look as other where other.url = look.url) "
        "order by look.seq limit ?"
    )
    while page := index.rows(question, last, PAGE):
        yield from map(look_of, page)
        last = page[-1][-1]
