"""Records of documents: figures as printed, tasks, targets and points lost.

Belongs here: the functions that answer with what documents say. Does not belong here: what is held true
(`cchc.client.scored`).
"""

from __future__ import annotations

from cchc.client.base import Base
from cchc.client.frames import Form, Frame
from cchc.client.selecting import Selection, Several, Years, as_names
from cchc.client.views import DEDUCTIONS, FIGURES, TARGETS, TASKS, View

_ISSUERS = {
    "t": "t.issuer_unit_key in (select unnest(?)) "
    "or (t.issuer_level is distinct from 'province' and t.issuer_province_name in (select unnest(?)))",
    "d": "d.issuer_unit in (select unnest(?)) or d.issuer_parent in (select unnest(?))",
}
"""Whose plan a record is of: by the record itself, or by its document."""


class Recorded(Base):
    """What documents say, each row with its place and quote."""

    def figures(
        self,
        index: Several = None,
        unit: Several = None,
        year: Years = None,
        *,
        domain: Several = None,
        measure: Several = None,
        evidence: Several = None,
        document: Several = None,
        current: bool = True,
        as_: Form | None = None,
    ) -> Frame:
        """Printed figures, nothing chosen and nothing thrown away: one row a value with the place that printed it.

        Args:
            index, unit, year, domain: as for `scores`, but every domain by default.
            measure: `"score"`, `"rank"`, `"max_score"`, `"delta_score"`, ...
            evidence: `"official"`, `"workbook"` or `"claim"`.
            document: one or several `document_id`.
            current: False adds what later copies of the same page no longer print.

        Returns:
            A frame: `value` in `unit_of_measure`, `value_raw` as printed, `document_id`, `title`, `url`, `locator` and
            `quote`; `figure_id` is the key to cite and trace.

        >>> rows = cchc.figures("PAPI", "bac ninh", measure="rank", as_="records")
        >>> rows[0]["value_raw"], rows[0]["figure_id"].startswith("papi/2021#")
        ('5', True)
        """
        selection = Selection(self._names)
        selection.index(index)
        selection.year(year)
        selection.unit(unit)
        selection.domain(domain)
        if measures := as_names(measure):
            selection.told["measure"] = measures
            selection.add("t.measure in (select unnest(?))", measures)
        selection.evidence(evidence, has_classes=False)
        if documents := as_names(document):
            selection.told["document"] = documents
            selection.add("t.document_id in (select unnest(?))", documents)
        if current:
            selection.add("t.is_current")
        return self._answer(FIGURES, selection, as_)

    def tasks(
        self,
        unit: Several = None,
        *,
        domain: Several = None,
        year: Years = None,
        body: str | None = None,
        current: bool = True,
        as_: Form | None = None,
    ) -> Frame:
        """Tasks of plans: who must do what by when.

        Args:
            unit: province, ministry or other unit whose plan it is (the issuer, or the province that it belongs to).
            domain: a conformed code such as `"DIGITAL"`, or the name of such a subject.
            year: year that the plan is for.
            body: words of a body that leads or coordinates: `"noi vu"` finds Sở Nội vụ.
            current: False adds what older copies of a page said.

        Returns:
            A frame: `text`, `lead_units`, `coordinating_units` (lists), `due_on` (last day of the deadline), the
            document and place; `task_id` is the key to trace. No row means that no plan with tasks is held, not
            that none was made.

        >>> len(cchc.tasks(body="noi vu", as_="records"))
        1
        """
        selection = self._of_plans(TASKS, unit, domain, year, current=current)
        selection.text_in(body, ("t.lead_units", "t.coordinating_units"), "body")
        return self._answer(TASKS, selection, as_)

    def targets(
        self,
        unit: Several = None,
        *,
        domain: Several = None,
        year: Years = None,
        current: bool = True,
        as_: Form | None = None,
    ) -> Frame:
        """Targets of plans: what is to be reached. Arguments as for `tasks`.

        Returns:
            A frame: `description`, `operator`, `value` (to `value_to` where it is a span) in `unit_of_measure`,
            `due_on`, the document and place; `target_id` is the key to trace.

        >>> [(row["operator"], row["value"], row["unit_of_measure"]) for row in cchc.targets(as_="records")]
        [('>=', 95.0, 'percent')]
        """
        return self._answer(TARGETS, self._of_plans(TARGETS, unit, domain, year, current=current), as_)

    def deductions(
        self,
        unit: Several = None,
        *,
        domain: Several = None,
        year: Years = None,
        current: bool = True,
        as_: Form | None = None,
    ) -> Frame:
        """Criteria in which documents say that a unit lost points. Arguments as for `tasks`.

        Returns:
            A frame: `criterion`, `reason`, `lost_points` (points of the scheme), the document and place;
            `deduction_id` is the key to trace.

        >>> cchc.deductions(as_="records")[0]["lost_points"]
        0.5
        """
        return self._answer(DEDUCTIONS, self._of_plans(DEDUCTIONS, unit, domain, year, current=current), as_)

    def _of_plans(self, view: View, unit: Several, domain: Several, year: Years, *, current: bool) -> Selection:
        selection = Selection(self._names)
        # A table that does not tell whose plan it is leaves that to the document.
        told = "t" if "issuer_unit_key" in self._held.get(view.table, ()) else "d"
        selection.years_in(year, f"{told}.plan_years")
        if units := as_names(unit):
            found = [self._names.unit(name, years=selection.told.get("year", ())) for name in units]
            names = selection.told["unit"] = [one.name for one in found]
            issuers = [key for one in found for key in one.keys] if told == "t" else names
            selection.add(_ISSUERS[told], issuers, names)
        if domains := as_names(domain):
            subjects = sorted({subject for name in domains for subject in self._names.subjects(name)})
            selection.told["domain"] = subjects
            selection.add("t.conformed_code in (select unnest(?))", subjects)
        if current:
            selection.add("t.is_current")
        return selection
