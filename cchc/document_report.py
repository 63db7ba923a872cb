"""What is told of a document: what it says of itself, what was read from it, and whom it cites.

Belongs here: the questions and what a person reads of the answers. Does not belong here: the command (`cchc.show`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc.releases import Release, rows_of
from cchc.report import Report, Section
from publishing.citation import dataset_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FIGURES = """
    select index_code, year, measure, count(*) as figures, count(distinct unit_name) as units,
           bool_and(is_current) as current, min(figure_id) as for_example
    from fct_figure where document_id = ? group by all order by index_code, year, measure
"""
_TASKS = """
    select section, domain_label, conformed_code, text, deadline_raw, due_on, lead_units, task_id
    from fct_task where document_id = ? and is_current order by position, task_id
"""
_TARGETS = """
    select section, domain_label, index_code, description, operator, value, unit_of_measure, deadline_raw, target_id
    from fct_target where document_id = ? and is_current order by position, target_id
"""
_DEDUCTIONS = """
    select section, domain_label, criterion, reason, lost_points, deduction_id
    from fct_deduction where document_id = ? and is_current order by position, deduction_id
"""
_CITES = """
    select cited_type, cited_full_number, cited_on, cited_issuer, cited_document_id, about, citation_id
    from bridge_citation where citing_document_id = ? and not is_repeat order by citation_id
"""
_CITED_BY = """
    select citing_document_id, about, quote, citation_id from bridge_citation where cited_document_id = ? order by all
"""
_DISCREPANCIES = """
    select rule, severity, index_code, year, unit_name, expected, found, explanation, discrepancy_id
    from fct_discrepancy where document_id = ? order by rule, discrepancy_id
"""
_ANOMALIES = """
    select kind, severity, expected, found, message, anomaly_id
    from fct_anomaly where document_id = ? order by anomaly_id
"""


def document_report(con: DuckDBPyConnection, release: Release, document: dict[str, Any]) -> Report:
    """A document: its own facts, what was read from it, citations both ways, and what was found amiss."""
    key = document["document_id"]
    facts = [{"field": name, "value": value} for name, value in document.items() if value not in (None, [], "")]
    sections = (
        Section("document", "What it says of itself", facts),
        *(
            Section(name, title, rows_of(con, sql, [key]), first_to_go=(f"{name.rstrip('s')}_id", "deadline_raw"))
            for name, title, sql in (
                ("figures", "Figures read from it", _FIGURES),
                ("tasks", "Tasks", _TASKS),
                ("targets", "Targets", _TARGETS),
                ("deductions", "Points lost", _DEDUCTIONS),
                ("cites", "Documents that it cites", _CITES),
                ("cited_by", "Documents that cite it", _CITED_BY),
                ("discrepancies", "Discrepancies", _DISCREPANCIES),
                ("anomalies", "Not read, or read with doubt", _ANOMALIES),
            )
        ),
    )
    figures = next(section.rows for section in sections if section.name == "figures")
    return Report(
        head=f"{document['title'] or key}, release {release.version}",
        sections=sections,
        main="document",
        citation=dataset_text(release.version, release.built_from),
        facts={"release": release.version, "document_id": key},
        following=tuple(f"cchc trace '{row['for_example']}'" for row in figures[:1]),
    )
