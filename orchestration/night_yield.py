"""Which live sources failed in a night: those that were to give something and gave nothing.

Belongs here: that, from the looks of the whole night, also of its part before a break. Does not belong here: what one
list or page is (`scrapers.crawl`), bounds of what a source holds (`capturing`).

A source yields by its documents, or by lists that lead to some. A page of links that no longer leads anywhere comes
every night, and is no yield: its looks are suspect. A quiet night, in which lists lead to what they led to and no
document was due, is none either, and no failure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestration.journal import Doubt, SourceCounts
from scrapers.archive import Look
from scrapers.crawl.source import Source

if TYPE_CHECKING:
    from scrapers.crawl.counts import NightCounts

_MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Lists:
    """The looks at lists in a night, by source: how many, and how many of these lead on; some of the suspect ones."""

    asked: Mapping[str, int]
    leading: Mapping[str, int]
    suspects: tuple[Doubt, ...]


def lists_of(looks: Iterable[Look]) -> Lists:
    """The lists among the looks of a night."""
    asked: Counter[str] = Counter()
    leading: Counter[str] = Counter()
    suspects: list[Doubt] = []
    for look in looks:
        if look.page_kind != "list":
            continue
        asked[look.source] += 1
        leading[look.source] += look.accepted
        if look.outcome in ("suspect", "truncated") and len(suspects) < _MOST_TOLD:
            suspects.append(Doubt(source=look.source, url=look.url, reason=look.message or look.outcome))
    return Lists(asked, leading, tuple(suspects))


def failures_of(
    live: Sequence[Source], counted: Mapping[str, SourceCounts], lists: Lists, night: NightCounts
) -> dict[str, str]:
    """Why sources failed, a sentence each.

    Args:
        counted: the looks of the whole night, `night` what its last part did: where that ended by itself, a source that
            was not asked at all could not be.
    """
    failures = {}
    for source in live:
        counts = counted.get(source.code, SourceCounts())
        if source.plan is None or not source.plan.must_yield or not (counts.asked or night.stopped is None):
            continue
        asked = lists.asked.get(source.code, 0)
        if not counts.new + counts.unchanged:
            failures[source.code] = (
                f"{source.code} yielded nothing: of {counts.asked} pages asked {counts.failed} failed, "
                f"{counts.suspect} are suspect and {counts.other} are no documents."
            )
        elif asked and not lists.leading.get(source.code, 0):
            failures[source.code] = (
                f"{source.code} yielded nothing new and cannot: none of the {asked} lists that were asked leads to a "
                f"page as {source.described_in or 'its description'} describes them. See `cchc sources check --live`."
            )
    return failures
