"""Documents in short, as lists of plans and lines below a task show them.

Belongs here: the short row of a document and who issued it. Does not belong here: a document's own file (`documents`).
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from publishing.explorer.packing import Packed, Rows, read
from publishing.explorer.units_sql import LAST_UNITS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WEB_ADDRESS = "^https?://"
"""Only such addresses become links."""

_DOCUMENTS = f"""
    select
        document.document_id, document.title, document.type, document.full_number, document.issuer,
        document.issuer_level, coalesce(planner.issuer_unit_key, unit.unit_key) as issuer_unit_key,
        document.issuer_unit as issuer_unit_name,
        case when document.issuer_level = 'province' then document.issuer_unit
            when document.issuer_level in ('department', 'district', 'commune') then document.issuer_parent
        end as issuer_province_name,
        document.publisher, document.page_title, document.issued_on,
        coalesce(document.plan_years, []) as plan_years, coalesce(document.index_years, []) as index_years,
        document.evidence, document.source,
        case when regexp_matches(document.url, '{WEB_ADDRESS}') then document.url end as url
    from dim_document as document
    left join ({LAST_UNITS}) as unit
        on document.issuer_level = unit.level and document.issuer_unit = unit.name
        and (unit.level in ('province', 'ministry') or document.issuer_parent = unit.province)
    left join (
        select document_id, max(issuer_unit_key) as issuer_unit_key
        from (
            select document_id, issuer_unit_key from fct_task union select document_id, issuer_unit_key from fct_target
        ) group by document_id
    ) as planner using (document_id)
    order by document.document_id
"""


class DocumentRows:
    """The short rows of all documents of a release."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self.rows = read(con, _DOCUMENTS)
        self._by_id = {row[0]: row for row in self.rows.rows}

    def packed(self, document_ids: Iterable[str | None]) -> Packed:
        """The rows of the named documents, those that the release holds, in order of their keys."""
        held = sorted({name for name in document_ids if name is not None and name in self._by_id})
        return Rows(self.rows.columns, [self._by_id[name] for name in held]).packed()
