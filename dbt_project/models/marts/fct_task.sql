-- What plans give somebody to do, by whom and until when; who planned it and for which years is told by its document. Superseded captures are marked.
select
    task_id,
    document_id,
    section,
    position,
    conformed_code,
    domain_label,
    text,
    verb,
    lead_units,
    coordinating_units,
    units_from,
    deadline,
    due_on,
    deadline_raw,
    capture_id,
    is_current,
    issuer_unit_key,
    issuer_unit_name,
    issuer_level,
    issuer_province_name,
    plan_years,
    index_codes,
    locator,
    quote,
    reader,
    reader_version
from {{ ref('int_tasks') }}
left join {{ ref('int_document_issuers') }} using (document_id)
order by task_id
