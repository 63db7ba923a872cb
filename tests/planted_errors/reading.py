"""Documents and transcribed tables to records, by the readers themselves, as Arrow tables.

Belongs here: which bytes are read as what, and records as columns. Does not belong here: worlds (`worlds`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow as pa

from scrapers.documents.opening import open_document
from scrapers.identity import ADDED_SCHEME, BUNDLED_SCHEME, document_id_of, origin_of_file
from scrapers.readers.origin import Origin
from scrapers.readers.reading import AnyRecord, read_document, read_table
from scrapers.readers.sidecar import parse_sidecar
from scrapers.record_store import schema_of
from scrapers.records import RECORD_KINDS, CaptureRecord

_FIGURES = Path(__file__).resolve().parents[2] / "data" / "figures"
_DAY = "2026-11-23T00:00:00Z"
_CHUNK = 25

Records = dict[str, pa.Table]


def read_variants(files: Sequence[tuple[str, bytes]], processes: int = 2) -> Records:
    """The records of files by their names, as if each had been added by hand."""
    with ProcessPoolExecutor(processes) as pool:
        chunks = [files[at : at + _CHUNK] for at in range(0, len(files), _CHUNK)]
        return joined(pool.map(_read_chunk, chunks))


def _read_chunk(files: Sequence[tuple[str, bytes]]) -> Records:
    return joined(_read_variant(name, data) for name, data in files)


def _read_variant(name: str, data: bytes) -> Records:
    origin = origin_of_file(name, data)
    records = read_document(open_document(data, name), origin)
    return _as_tables(records, origin, f"{ADDED_SCHEME}{name}", "added")


def read_transcribed(name: str) -> Records:
    """The records of one of the project's transcribed tables, without its sub-dimensions."""
    table = (_FIGURES / f"{name}.csv").read_bytes()
    address = f"{BUNDLED_SCHEME}figures/{name}.csv"
    sidecar = parse_sidecar((_FIGURES / f"{name}.yml").read_bytes(), address)
    capture = hashlib.sha256(table).hexdigest()
    origin = Origin(document_id_of(address), capture, name.split("/")[0], None, address, "figure_table", "workbook")
    records = [
        record
        for record in read_table(open_document(table, f"{name}.csv"), sidecar, origin)
        if "." not in (getattr(record, "domain_code", None) or "")
    ]
    return _as_tables(records, origin, address, "bundled")


def _as_tables(records: Sequence[AnyRecord], origin: Origin, address: str, method: str) -> Records:
    look = CaptureRecord(
        look_id=origin.document_id,
        source=origin.source,
        url=address,
        looked_at=_DAY,
        method=method,
        outcome="new",
        http_status=None,
        capture_id=origin.capture_id,
        media_type=None,
        bytes=None,
        file_name=None,
        message=None,
        page_kind=None,
        run_id=None,
        found_on=None,
        read_as=origin.capture_id,
    )
    found = {kind: _table(kind, [one for one in records if type(one) is made]) for kind, made in RECORD_KINDS.items()}
    addresses = pa.array([address] * len(found["document"]), pa.string())
    at = found["document"].schema.get_field_index("capture_url")
    document = found["document"].set_column(at, schema_of("document").field("capture_url"), addresses)
    return {**found, "document": document, "capture": _table("capture", [look])}


def _table(kind: str, records: Sequence[object]) -> pa.Table:
    schema = schema_of(kind)
    columns = [pa.array([_plain(getattr(one, field.name)) for one in records], field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def joined(parts: Iterable[Records]) -> Records:
    """The records of several documents, in their order."""
    every = list(parts)
    return {kind: pa.concat_tables([part[kind] for part in every]) for kind in every[0]}
