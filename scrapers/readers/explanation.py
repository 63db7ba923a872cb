"""How the figures of a document were put together, in words: what each sentence names, what was read and what refused.

Belongs here: lines for people. Does not belong here: reading (`scrapers.readers.claims`), records as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scrapers.documents.kinds import SHEETS
from scrapers.documents.model import Document
from scrapers.readers.claims import ClaimRecords, open_claims, without_restated
from scrapers.readers.metadata import read_own
from scrapers.readers.origin import Origin
from scrapers.readers.prose.binding import ReadSentence, read_sentences
from scrapers.readers.prose.mentions import Item
from scrapers.readers.prose.scope import Claim, Scope
from scrapers.readers.tables.explained import explain_tables
from scrapers.readers.tables.flattened import with_flattened_tables
from scrapers.records import DocumentRecord, FigureRecord

_NAMING = ("unit", "ours", "mean", "index", "year", "domain", "base", "target", "gap", "group", "region")
_MASKED = {"date": "a date", "symbol": "a document's symbol", "stretch": "a stretch of years"}


def explain(document: Document, origin: Origin) -> list[str]:
    """What each table was taken for; then a block of lines for each sentence that prints a number, with its grounds."""
    document = with_flattened_tables(document)
    own, _ = read_own(document, origin)
    told = [f"How it was opened: {note}." for note in document.notes] + explain_tables(document, origin, own)
    if document.media_type in SHEETS:
        return told
    return [*told, *_prose(document, origin, own)]


def _prose(document: Document, origin: Origin, own: DocumentRecord) -> list[str]:
    opened = open_claims(document, origin, own)
    lines = [f"The document as a whole: {_start(opened.start, opened.records)}."]
    for table in opened.tables:
        lines.append(f"A flattened table: {len(table.claims)} values.")
        lines.extend(line for claim in table.claims for line in _claim_lines(claim, opened.records, None))
    reads = list(read_sentences(opened.text, opened.start, opened.title))
    kept = {id(claim) for claim in without_restated([claim for read in reads for claim in read.claims])}
    for read in reads:
        lines.extend(_sentence_lines(read, opened.text, opened.records, kept))
    return lines


def _start(start: Scope, records: ClaimRecords) -> str:
    """What holds where no sentence says otherwise."""
    unit = start.subject.name if start.subject else None
    own = records.context.own or records.context.province
    told = (("index", start.index), ("year", start.year), ("unit", unit or (own.name if own else None)))
    return ", ".join(f"{name} {value if value is not None else 'not told'}" for name, value in told)


def _sentence_lines(read: ReadSentence, text: str, records: ClaimRecords, kept: set[int]) -> Iterator[str]:
    items = read.sentence.items
    numbers = [item for item in items if "number" in item or not item.kinds.keys().isdisjoint(_MASKED)]
    if not numbers and not read.claims:
        return
    yield ""
    yield f"“{' '.join(text[items[0].start : items[-1].end].split())}”"
    yield f"  names: {_names(items) or 'nothing'}"
    for claim in read.claims:
        if id(claim) in kept:
            yield from _claim_lines(claim, records, read)
        else:
            yield f"  {claim.value.raw}: left out, the same rank is printed in digits"
    inside = [(value.start, value.end) for value in read.values]
    for item in numbers:
        if not any(start <= item.start < end for start, end in inside):
            what = next((told for kind, told in _MASKED.items() if kind in item), "no score, rank or change")
            yield f"  {item.raw}: passed over, {what}"


def _names(items: Sequence[Item]) -> str:
    """The items that say whose, when and of what, as they are printed."""
    found = ((next((kind for kind in _NAMING if kind in item), None), item) for item in items)
    return "; ".join(f"{kind} “{' '.join(item.raw.split())}”" for kind, item in found if kind)


def _claim_lines(claim: Claim, records: ClaimRecords, read: ReadSentence | None) -> Iterator[str]:
    made = list(records.of(claim))
    value = claim.value
    if not made:
        yield f"  {value.raw}: considered as {value.measure} {value.value:g}, of no index or of no unit that is named"
        return
    for record in made:
        if isinstance(record, FigureRecord):
            domain = f" ({record.domain_label})" if record.domain_label else ""
            whose = f"{record.index_code}{domain} of {record.unit_name} in {record.year}"
            yield f"  {record.value_raw}: read as {record.measure} {record.value:g}, {whose}"
        else:
            yield f"  {value.raw}: refused: {record.message.partition(': ')[2]}"
    yield f"    {'; '.join(_grounds(claim, read))}"


def _grounds(claim: Claim, read: ReadSentence | None) -> Iterator[str]:
    """Where the parts of a claim come from: its sentence, what was carried to it, or the document."""
    items = read.sentence.items if read else []
    carried = read.carried if read else Scope()
    subject = claim.subject
    if subject is None:
        yield "unit: none is told, so the document's own"
    else:
        yield f"unit: “{subject.raw}”{_where(any(item.raw == subject.raw for item in items))}"
    yield f"index: {claim.index}{_where(any(item.kinds.get('index') == claim.index for item in items))}"
    is_here = any(item.kinds.get("year") == str(claim.year) for item in items)
    carried_year = carried.year is not None and carried.year == claim.year
    reckoned = ", reckoned from the base or from when it was published"
    yield f"year: {claim.year}{_where(is_here) if is_here or carried_year else reckoned}"
    if claim.domain is not None:
        yield f"domain: “{claim.domain.label}”"
    if claim.base_year is not None:
        yield f"against {claim.base_year}"
    if claim.scope is not None:
        yield f"scope: {claim.scope}"


def _where(is_here: bool) -> str:
    return " in the sentence" if is_here else " carried from before"
