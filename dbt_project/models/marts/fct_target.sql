-- What plans want to reach; superseded captures are marked.
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
    due_on,
    deadline_raw,
    capture_id,
    is_current,
    locator,
    quote,
    reader,
    reader_version
from {{ ref('int_targets') }}
order by target_id
