-- What plans give somebody to do, by whom and until when; superseded captures are marked.
with keyed as (
    {{ keyed_records(ref('stg_tasks'), 'task', "text") }}
)

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
    {{ last_day_of('deadline') }} as due_on,
    deadline_raw,
    capture_id,
    is_current,
    locator,
    quote,
    reader,
    reader_version
from keyed
order by task_id
