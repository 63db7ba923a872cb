-- What plans give somebody to do, by whom and until when; superseded captures are marked.
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
    locator,
    quote,
    reader,
    reader_version
from {{ ref('int_tasks') }}
order by task_id
