"""All records of a plan: deductions, tasks, targets, reporting duties, and what is odd between them.

Belongs here: which of those readers run on a document. Does not belong here: their grammars.
"""

from __future__ import annotations

from scrapers.documents.model import Document
from scrapers.readers.deductions import read_deductions
from scrapers.readers.origin import Origin
from scrapers.readers.plan import open_plan
from scrapers.readers.plan_contradictions import read_contradictions
from scrapers.readers.plan_tables import read_table_deductions, read_table_tasks
from scrapers.readers.reported_tasks import read_reported_tasks
from scrapers.readers.reporting_duties import read_reporting_duties
from scrapers.readers.targets import read_targets
from scrapers.readers.tasks import read_tasks, task_nodes
from scrapers.records import (
    AnomalyRecord,
    DeductionRecord,
    DocumentRecord,
    ReportingDutyRecord,
    TargetRecord,
    TaskRecord,
)

PlanRecord = DeductionRecord | TaskRecord | TargetRecord | ReportingDutyRecord | AnomalyRecord


def read_plan(document: Document, origin: Origin, own: DocumentRecord) -> list[PlanRecord]:
    """What a document plans and what went wrong before; nothing for a page that speaks of no such thing.

    Args:
        own: the document's record: its type, years and issuer tell how to read it.
    """
    plan = open_plan(document, own)
    nodes = task_nodes(plan)
    tasks = list(read_tasks(plan, origin, nodes))
    if plan.is_report and not any(node.line.is_marked for node in nodes):
        nodes, tasks = [], list(read_reported_tasks(plan, origin))
    duties = list(read_reporting_duties(plan, origin, list(zip(nodes, tasks, strict=False))))
    tasks.extend(read_table_tasks(plan, origin))
    deductions = [*read_deductions(plan, origin), *read_table_deductions(plan, origin)]
    targets = list(read_targets(plan, origin))
    return [
        *deductions,
        *tasks,
        *targets,
        *duties,
        *read_contradictions(plan, origin, deductions, targets),
    ]
