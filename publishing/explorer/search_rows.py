"""`search`: what can be found by name.

Belongs here: the rows and where each leads. Does not belong here: matching (the page folds diacritics and ranks).
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publishing.explorer.data_files import write_data
from publishing.explorer.packing import Rows, read
from publishing.explorer.units_sql import unit_path_sql
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LONGEST_TEXT = 300
"""Characters of a task or a title that are searched and shown."""

_UNITS = f"""
    with spelled as (
        select level, canonical_name, string_agg(spelling, ' ' order by spelling) as spellings
        from dim_unit_spelling where spelling <> canonical_name group by all
    )
    select
        'unit' as kind, {unit_path_sql("unit.unit_key")} as key,
        coalesce(unit.name_vi, unit.canonical_name) as title_vi, unit.name_en as title_en,
        coalesce(parent.name_vi, unit.region_vi) as detail_vi,
        coalesce(parent.name_en, parent.name_vi, unit.region_en) as detail_en,
        nullif(concat_ws(' ', unit.full_name_vi, spelled.spellings, unit.code), '') as also, unit.unit_key as of
    from dim_unit as unit
    left join dim_unit as parent
        on unit.parent_unit_key = parent.unit_key and unit.level in ('department', 'district', 'commune')
    left join spelled on unit.level = spelled.level and unit.canonical_name = spelled.canonical_name
    qualify row_number() over (
        partition by key
        order by unit.valid_to desc nulls first, regexp_extract(unit.geography, '[0-9]{{4}}$') desc, unit.unit_key
    ) = 1
"""
_INDICES = """
    select 'index', index_code, name_vi, name_en, publisher_vi, publisher_en, replace(index_code, '_', ' '), null
    from dim_index
"""
_DOMAINS = """
    select
        case when parent.domain_key is null or parent.is_total then 'domain' else 'criterion' end,
        child.index_code || '/' || child.year || '/' || child.domain_code,
        coalesce(child.name_vi, child.name_en), child.name_en, index.name_vi, index.name_en,
        replace(child.index_code, '_', ' ') || ' ' || child.domain_code, null
    from dim_domain as child
    left join dim_domain as parent on child.parent_domain_key = parent.domain_key
    left join dim_index as index on child.index_code = index.index_code
    where not child.is_total and coalesce(child.name_vi, child.name_en) is not null and child.year is not null
    qualify row_number() over (
        partition by child.index_code, child.domain_code, coalesce(child.name_vi, child.name_en)
        order by child.year desc, child.domain_key
    ) = 1
"""
_DOCUMENTS = f"""
    select
        'document', document_id,
        left(coalesce(title, page_title, full_number, document_id), {LONGEST_TEXT}), null,
        nullif(concat_ws(' · ', full_number, issuer, publisher), ''),
        nullif(concat_ws(' · ', full_number, issuer, publisher), ''),
        nullif(concat_ws(' ', full_number, document_id), ''), null
    from dim_document
"""
_TASKS = f"""
    select
        'task', task.task_id, left(task.text, {LONGEST_TEXT}), null,
        nullif(concat_ws(' · ', document.issuer, document.full_number), ''),
        nullif(concat_ws(' · ', document.issuer, document.full_number), ''),
        nullif(array_to_string(task.lead_units, ' '), ''), task.document_id
    from fct_task as task left join dim_document as document using (document_id)
    where task.is_current and task.text is not null
"""
_ORDER = "case kind when 'index' then 1 when 'unit' then 2 when 'domain' then 3 when 'criterion' then 4 else 5 end"


def write_explorer_search(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `search`."""
    if content.explorer is not None:
        write_data(folder, "search", {"rows": search_rows(con).packed()})


def search_rows(con: DuckDBPyConnection) -> Rows:
    """Units over their periods, indices, domains and criteria of their last year, documents and current tasks."""
    kinds = " union all ".join(f"({sql})" for sql in (_UNITS, _INDICES, _DOMAINS, _DOCUMENTS, _TASKS))
    return read(con, f"select * from ({kinds}) order by {_ORDER}, kind, key, title_vi")
