-- What plans want to reach; superseded captures are marked.
with keyed as (
    {{ keyed_records(ref('stg_targets'), 'target', "description") }}
)

select
    target_id,
    document_id,
    section,
    position,
    conformed_code,
    domain_label,
    description,
    operator,
    value,
    value_to,
    unit_of_measure,
    value_raw,
    base,
    cast(base_year as integer) as base_year,
    index_code,
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
order by target_id
