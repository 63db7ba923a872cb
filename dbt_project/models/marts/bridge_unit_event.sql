-- What happened to provinces and ministries: who became what, when and by which act. A unit that nothing happened to has no row.
select
    event_id,
    event_on,
    event_on_precision,
    kind,
    level,
    from_unit_key,
    to_unit_key,
    from_name,
    to_name,
    from_type,
    to_type,
    part,
    decision,
    source,
    note
from {{ ref('unit_events') }}
order by event_id, kind, from_unit_key, to_unit_key
