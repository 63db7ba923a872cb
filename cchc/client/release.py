"""The release as its user sees it: every question that can be asked of one.

Belongs here: `Release`, and the questions about single keys. Does not belong here: the other questions (the classes
that it is made of), where releases stand (`cchc.client.locating`).
"""

from __future__ import annotations

from cchc.client.citing import Citation, cite_answer, cite_release, cite_table, cite_trace
from cchc.client.described import Described
from cchc.client.frames import Frame
from cchc.client.metadata import metadata
from cchc.client.recorded import Recorded
from cchc.client.scored import Scored
from cchc.client.tracing import Trace, traced


class Release(Scored, Recorded, Described):
    """One release of the warehouse, read only. The functions of the module `cchc` ask the default release the same.

    >>> cchc.open_release()
    <cchc release 2026.11.20-...>
    """

    def trace(self, key: str) -> Trace:
        """Where a value is from: document, place and quote, rivals, the facts made of it.

        `key` is a `figure_id`, `score_key`, `bound_key`, or the key of a task, target, deduction, duty, anomaly or
        contradiction. A score leads to the figure that was chosen for it, or to the proof or parts that give it.

        Raises:
            UnknownNameError: nothing has the key; the nearest keys are told.

        >>> found = cchc.trace("papi/2021#bac-ninh.PAPI.2021._total.score")
        >>> found.quote, found.place, [rival["verdict"] for rival in found.rivals]
        ('43,50', 'table 1, row 1, column 2, characters 20-25', ['differs'])
        """
        return traced(self._rows, self._held, key)

    def cite(self, what: Frame | str | None = None) -> Citation:
        """How to cite: the release, a table, a figure (or the key of another record), or a frame that this client gave.

        Returns:
            A citation with `text` and `bibtex`; a frame's names what was selected and who publishes the indices.

        Raises:
            UnknownNameError: no table and no record has the name.
            ClientError: the frame carries no metadata.

        >>> cchc.cite().bibtex.startswith("@misc{cchc_warehouse_")
        True
        >>> "PAPI; year 2021" in cchc.cite(cchc.scores("PAPI", year=2021)).text
        True
        """
        if what is None:
            return cite_release(self._version, self.built_from)
        if not isinstance(what, str):
            return cite_answer(metadata(what))
        if what in self._held:
            return cite_table(self._version, self.built_from, what)
        return cite_trace(self._version, self.built_from, self.trace(what))
