"""The typed records that readers write: the contract between reading and dbt's staging.

Belongs here: one frozen dataclass a record kind. Does not belong here: parsing, files, a clock; how records are stored
(`scrapers.record_store`) or found (`scrapers.readers`).

Every record carries where it stands: `document_id`, `capture_id` (sha256 of the captured bytes), `locator`
(see `scrapers.documents.model`), `quote` (exactly the text at the locator), `reader` and `reader_version`.
Units: scores in `unit_of_measure` (points, percent, share); ranks in places, 1 is best; `delta_rank` is positive when
the unit moved up. Dates are ISO 8601 text of the stated precision (year, month or day).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scrapers.measures import Measure as Measure
from scrapers.source_records import CaptureRecord as CaptureRecord
from scrapers.source_records import SourceRecord as SourceRecord


class Severity(StrEnum):
    """How much an anomaly takes away: an error loses a value, a warning doubts one, info notes a habit of print."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record carries: its place in the archive and who read it."""

    document_id: str
    capture_id: str
    locator: str
    quote: str
    reader: str
    reader_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(Record):
    """A document and what it says of itself; a field that it does not state is None.

    `url` is where people find it, `capture_url` the address under which the archive holds its captures. The page around
    a document is a second witness: `page_*` is what it says, whether or not the document says the same; `told_by_page`
    names the fields of the record that only the page tells. `issuer` is the body in its usual short form, `issuer_raw`
    as the head prints it. `signer` is the first of those who signed side by side, `co_signers` the others;
    `digital_signer` (often a body) and `digitally_signed_on` are of the visible stamp. `addressees` are whom a letter
    is to (`Kính gửi`), `recipients` who gets copies (`Nơi nhận`), the archive among them; `archive_line` and `drafters`
    are taken out of the archive's entry (`Lưu: VT, NV. (Yến)`).
    """

    source: str
    url: str | None
    kind: str
    evidence: str
    capture_url: str = ""
    publisher: str | None = None
    title: str | None = None
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    full_number: str | None = None
    issuer: str | None = None
    issuer_raw: str | None = None
    issuer_unit: str | None = None
    issuer_level: str | None = None
    issuer_parent: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    signer_capacity: str | None = None
    co_signers: tuple[str, ...] = ()
    digital_signer: str | None = None
    digitally_signed_on: str | None = None
    place: str | None = None
    issued_on: str | None = None
    issued_precision: str | None = None
    effective_on: str | None = None
    expires_on: str | None = None
    published_on: str | None = None
    validity: str | None = None
    field: str | None = None
    gazette_number: str | None = None
    gazette_on: str | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive_line: str | None = None
    drafters: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    plan_years: tuple[int, ...] = ()
    index_years: tuple[int, ...] = ()
    text_complete: bool = True
    page_title: str | None = None
    page_type: str | None = None
    page_full_number: str | None = None
    page_issuer: str | None = None
    page_signer: str | None = None
    page_issued_on: str | None = None
    told_by_page: tuple[str, ...] = ()
    licence: str | None = None
    compiled_from: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRecord(Record):
    """A mention of another document.

    `cited_issuer` is the issuer as printed. `cited_body` is the body in its usual short form (`UBND tỉnh Cao Bằng`),
    `cited_unit` and `cited_parent` its unit and province; `cited_body_from` says where they are known from: `printed`,
    `context` (printed without its unit, which is the citing document's), `symbol` (`/NĐ-CP`), `type` (laws) or
    `earlier` (an earlier mention of the document).
    """

    position: int
    cited_type: str | None
    cited_number: str | None
    cited_symbol: str | None
    cited_full_number: str | None
    cited_on: str | None
    cited_precision: str | None
    cited_issuer: str | None
    cited_body: str | None = None
    cited_unit: str | None = None
    cited_parent: str | None = None
    cited_body_from: str | None = None
    about: str | None
    about_index_code: str | None
    about_year: int | None
    in_footnote: bool
    is_repeat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord(Record):
    """One printed value. `domain_code` is `_total` for the whole index and None where the code is not known.

    Off a picture, `confidence` (0 to 1) is that of the least certain word; `doubt` says why a value may be misread,
    `reconciled` why it is not what `value_raw` reads; `sentence` is that around a value of prose. A group's value is
    its place from the best one. `between` are the limits that counted units score between: `>80`, `>=80`, `80-90`.
    """

    position: int
    index_code: str
    unit_name: str
    unit_name_raw: str
    unit_level: str
    unit_parent: str | None
    year: int
    domain_code: str | None
    domain_label: str | None
    conformed_code: str | None
    measure: str
    value: float
    unit_of_measure: str
    value_raw: str
    base_year: int | None = None
    scope: str | None = None
    in_words: bool = False
    confidence: float | None = None
    doubt: str | None = None
    reconciled: str | None = None
    sentence: str | None = None
    between: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductionRecord(Record):
    """A criterion on which a unit lost points, as a document tells it.

    `reason` is the failure as printed; `threshold_*` a bound that it names (`dưới 50%` is <, 50, percent);
    `lost_points` where points are printed; `evidence` the documents that it names as proof.
    """

    position: int
    section: str | None
    conformed_code: str | None
    domain_label: str | None
    criterion: str
    reason: str | None
    threshold_operator: str | None
    threshold_value: float | None
    threshold_unit: str | None
    lost_points: float | None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord(Record):
    """What a plan gives somebody to do. `units_from` tells where its bodies stand: item, list, block, section, none.

    `deadline` is ISO 8601 of the printed precision, the last month of a quarter; None where only `deadline_raw` is told
    (`thường xuyên`, `hàng tháng`). The same holds for targets.
    """

    position: int
    section: str | None
    conformed_code: str | None
    domain_label: str | None
    text: str
    verb: str | None
    lead_units: tuple[str, ...]
    coordinating_units: tuple[str, ...]
    units_from: str
    deadline: str | None
    deadline_raw: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRecord(Record):
    """What a plan wants to reach.

    `operator` is one of >=, >, =, <=, <, between, increase, decrease_by, increase_rank, done_by; `value_to` the upper
    end of a stretch; `base` what the value is measured against, as printed (`so với năm 2021`).
    """

    position: int
    section: str | None
    conformed_code: str | None
    domain_label: str | None
    description: str
    operator: str
    value: float | None
    value_to: float | None
    unit_of_measure: str | None
    value_raw: str | None
    base: str | None
    base_year: int | None
    index_code: str | None
    deadline: str | None
    deadline_raw: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingDutyRecord(Record):
    """Who has to report to whom, through whom, how often (`monthly`, `quarterly` ...) and until which day."""

    position: int
    section: str | None
    units: tuple[str, ...]
    recipients: tuple[str, ...]
    via: tuple[str, ...]
    frequency: str | None
    due_raw: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyRecord(Record):
    """Something in scope that was not read, or was read with doubt; nothing is dropped without one."""

    position: int
    kind: str
    severity: str
    expected: str | None
    found: str | None
    message: str


RECORD_KINDS: dict[str, type] = {
    "document": DocumentRecord,
    "citation": CitationRecord,
    "figure": FigureRecord,
    "deduction": DeductionRecord,
    "task": TaskRecord,
    "target": TargetRecord,
    "reporting_duty": ReportingDutyRecord,
    "anomaly": AnomalyRecord,
    "capture": CaptureRecord,
    "source": SourceRecord,
}
