"""Scores and ranks of a release.

Belongs here: the functions that answer with facts. Does not belong here: records of documents (`cchc.client.recorded`).
"""

from __future__ import annotations

from cchc.client.base import Base
from cchc.client.comparing import compared
from cchc.client.frames import Form, Frame, chosen_form, framed
from cchc.client.metadata import fastened
from cchc.client.naming import TOTAL
from cchc.client.selecting import Selection, Several, Years, as_names
from cchc.client.views import BOUNDS, GAPS, RANKS, SCORES

LEVELS = ("province", "ministry", "department", "district", "commune", "region", "national")


class Scored(Base):
    """What a release holds true."""

    def scores(
        self,
        index: Several = None,
        unit: Several = None,
        year: Years = None,
        *,
        domain: Several = TOTAL,
        level: Several = None,
        status: Several = None,
        evidence: Several = None,
        as_: Form | None = None,
    ) -> Frame:
        """Scores, one row an index, year, unit and domain.

        Args:
            index: code or name in any spelling: `"PAPI"`, `"par index"`; one or several.
            unit: name in any spelling, with or without diacritics, an old name, a code or a `unit_key`: every period of
                the unit. `"province/bac-ninh/34-2025"` is that period alone.
            year: year assessed: `2024`, `range(2018, 2025)`, `[2011, 2021]`.
            domain: totals unless told otherwise. A code (`"3.2"`), a conformed code (`"DIGITAL"`) or a Vietnamese
                or English name; `"all"` gives every domain and part, with the total: never add them up.
            level: `"province"`, `"ministry"`, ... By default the units that the index scores; means of the country
                and of regions only with `"national"`, `"region"` or `"all"`.
            status: of SDMX: `"A"` normal, `"B"` first of a new series, `"E"` derived.
            evidence: `"official"`, `"workbook"`, `"derived"`, `"claim"`, or a class such as `"claims_agree"`.
            as_: `"pandas"`, `"polars"`, `"arrow"`, `"duckdb"` or `"records"`; by default the first that is installed.

        Returns:
            A frame, sorted by index, year, level, unit and domain; `score` and `max_score` in `unit_of_measure`
            (points, percent or share), `percent` of the maximum; `comparable_with_previous` says whether the score
            may stand beside that of the year before. `figure_id` cites the print, `trace` follows it; where it is
            null, `bound_key` or `score_key` does. `cchc.metadata(frame)` tells version, citation and the meaning of
            columns.

        Warns:
            SeriesBreakWarning, MixedGeographyWarning, ClaimsOnlyWarning: what has to be known of the selection.

        Raises:
            UnknownNameError, AmbiguousNameError: a name means nothing here, or several things.

        >>> frame = cchc.scores("PAPI", "bac ninh", 2021)
        >>> frame[["unit_name", "year", "score", "unit_of_measure"]].values.tolist()
        [['Bắc Ninh', 2021, 43.5, 'points']]
        """
        selection = self._selection(index, unit, year, domain, level, status)
        selection.evidence(evidence, has_classes=True)
        return self._answer(SCORES, selection, as_, warns=True)

    def ranks(
        self,
        index: Several = None,
        unit: Several = None,
        year: Years = None,
        *,
        domain: Several = TOTAL,
        level: Several = None,
        status: Several = None,
        as_: Form | None = None,
    ) -> Frame:
        """Ranks, one row an index, year, unit and domain; 1 is best. Arguments, warnings and errors as for `scores`.

        Returns:
            A frame. `rank` is the published rank; where none was published, the one that follows from other
            figures, else the one by score: `rank_basis` says which (`published`, `inferred`, `computed`). `rank_of`
            is the number of units ranked, where printed. Ranks are never averaged.

        >>> cchc.ranks("PAPI", "bac ninh", 2021, as_="records")[0]["rank"]
        5
        """
        return self._answer(RANKS, self._selection(index, unit, year, domain, level, status), as_, warns=True)

    def compare(
        self,
        units: Several,
        index: str,
        year: Years = None,
        *,
        domain: Several = TOTAL,
        as_: Form | None = None,
    ) -> Frame:
        """Units side by side: one row a year, domain and unit, each beside the first unit that was named.

        Args:
            units: two or more names; the first is the reference.
            index: one index.
            year: one or several; all by default.
            domain: as for `scores`; `"all"` compares every domain.

        Returns:
            A frame: `score`, `reference_score`, `difference` (`score - reference_score`), `rank`, `reference_rank`,
            `rank_difference` (positive when the unit stands above the reference), `change` from the year before where
            that compares, and in each row `comparable` with `reason` (English · Vietnamese) where not; then
            the differences are null.

        Raises:
            NotComparableError: nothing here is measured on one scale: units of different levels, or local
                indices of different provinces.

        >>> rows = cchc.compare(["Đắk Lắk", "Bắc Ninh"], "PAPI", 2021, as_="records")
        >>> [(row["unit_name"], row["difference"], row["rank_difference"]) for row in rows]
        [('Đắk Lắk', 0.0, 0), ('Bắc Ninh', 2.5, 1)]
        """
        form = chosen_form(as_)
        cursor = self._cursor()
        found = compared(self._names, cursor, as_names(units), self._names.index(index), year, domain)
        told = self._metadata("fct_score", found.told, found.types, found.warnings)
        told["columns"] = found.described
        return fastened(framed(found.relation, form, cursor), form, told)

    def gaps(
        self,
        index: Several = None,
        unit: Several = None,
        year: Years = None,
        *,
        domain: Several = None,
        level: Several = None,
        as_: Form | None = None,
    ) -> Frame:
        """How far each score lies below the best, and what the missing points are worth. Arguments as for `scores`, but
        every domain by default.

        Returns:
            A frame, in `unit_of_measure`: `change` from the year before where it compares; best, median and region; who
            rose most; `points_lost`, `points_in_total` (what they weigh in the total) and `rank_worth` (places the
            total would gain with all others held); null where it is not known. Mind `units`, `region_units`
            and `totals_held`: only those held are counted.

        >>> sorted(row["best_score"] for row in cchc.gaps("PAPI", level="all", as_="records"))
        [6.5, 43.5, 43.5]
        """
        return self._answer(GAPS, self._selection(index, unit, year, domain, level, None), as_)

    def bounds(
        self,
        index: Several = None,
        unit: Several = None,
        year: Years = None,
        *,
        domain: Several = TOTAL,
        as_: Form | None = None,
    ) -> Frame:
        """Intervals for scores and ranks that nobody printed, each with its proof. Arguments as for `scores`.

        Returns:
            A frame: `low`, `high` and `width` of a `measure` (score or rank) in `unit_of_measure`, `value` where the
            interval closed, the steps of the `proof`; `trace(bound_key)` leads to the figures it rests on.

        >>> cchc.bounds("PAPI", "dak lak", as_="records")[0]["high"]
        41.7
        """
        selection = Selection(self._names)
        selection.index(index)
        selection.year(year)
        selection.unit(unit)
        selection.domain(domain)
        return self._answer(BOUNDS, selection, as_)

    def _selection(
        self, index: Several, unit: Several, year: Years, domain: Several, level: Several, status: Several
    ) -> Selection:
        selection = Selection(self._names)
        selection.index(index)
        selection.year(year)
        selection.unit(unit, level)
        selection.domain(domain)
        selection.level(level, LEVELS)
        selection.status(status)
        if level is None and unit is None:
            selection.own_level()
        return selection
