"""What has to be known before a selection of scores is used: breaks inside it, several geographies, claims alone.

Belongs here: the three questions and their sentences. Does not belong here: deciding what compares; the release
says so.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cchc.client.errors import (
    CchcWarning,
    ClaimsOnlyWarning,
    EmptySelectionWarning,
    MixedGeographyWarning,
    SeriesBreakWarning,
)

Caution = tuple[type[CchcWarning], str]
Ask = Callable[[str], list[tuple[Any, ...]]]
"""Runs a query whose `{selected}` stands for the rows that were selected."""

_HERE = str(Path(__file__).parent)
_BREAKS = """
    select
        span.index_code, span.first_year, span.last_year, span.domains, count(distinct t.domain_code) as broken,
        list(distinct t.year order by t.year)
    from (
        select index_code, min(year) as first_year, max(year) as last_year, count(distinct domain_code) as domains
        from {selected} group by index_code
    ) as span
    join fct_score as t on t.index_code = span.index_code and t.year > first_year and t.year <= last_year
    where t.{is_break} and exists (
        select 1 from {selected} as s where s.index_code = t.index_code and s.domain_code = t.domain_code
    )
    group by all order by all
"""
_GEOGRAPHIES = """
    select level, list(distinct geography order by geography)
    from {selected} where geography is not null and level in ('province', 'department', 'district', 'commune', 'region')
    group by level having count(distinct geography) > 1 order by level
"""
_CLAIMS = """
    select index_code, count(*) from {selected} group by index_code
    having bool_and({class} not in ('official', 'workbook', 'derived_from_print'))
        and bool_or(evidence in ('claim', 'claims_agree'))
    order by index_code
"""
_ANY = "select 1 from {selected} limit 1"
_NOTHING: Caution = (
    EmptySelectionWarning,
    "Nothing is held of this selection, which does not say that nothing was published: coverage() tells what is known.",
)


def cautions(ask: Ask, columns: Sequence[str]) -> list[Caution]:
    """What is to be known of the selected rows, whose columns are `columns`."""
    return [*_breaks(ask, columns), *_geographies(ask), *_claims(ask, columns)] if ask(_ANY) else [_NOTHING]


def _breaks(ask: Ask, columns: Sequence[str]) -> Iterator[Caution]:
    # Releases of earlier days mark breaks by the status alone.
    is_break = "is_series_break" if "is_series_break" in columns else "status = 'B'"
    for index, first, last, domains, broken, years in ask(_BREAKS.replace("{is_break}", is_break)):
        told = ", ".join(map(str, years))
        # Each of these years breaks the series of some domains, seldom of all.
        of, whose = (f" of {broken} of its {domains} domains", "their scores") if domains > 1 else ("", "scores")
        yield (
            SeriesBreakWarning,
            f"{index} {first}-{last} crosses a break in series{of} in {told}: {whose} before and after do not compare; "
            "see comparable_with_previous and comparability_reason.",
        )


def _geographies(ask: Ask) -> Iterator[Caution]:
    for level, geographies in ask(_GEOGRAPHIES):
        yield (
            MixedGeographyWarning,
            f"The selection holds units of level {level} of several geographies ({', '.join(geographies)}): a name may "
            "stand for different places; join on unit_key.",
        )


def _claims(ask: Ask, columns: Sequence[str]) -> Iterator[Caution]:
    finest = "evidence_class" if "evidence_class" in columns else "evidence"
    for index, rows in ask(_CLAIMS.replace("{class}", finest)):
        yield (
            ClaimsOnlyWarning,
            f"None of the {rows} rows of {index} rests on its publisher's own print, but on claims of others: see "
            "sources_agree, sources_differ and trace().",
        )


def warn(told: Sequence[Caution]) -> None:
    """Warn at the line outside this package that asked."""
    level = 2
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
        frame, level = frame.f_back, level + 1
    for category, text in told:
        warnings.warn(text, category, stacklevel=level)
