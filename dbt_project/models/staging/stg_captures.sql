-- Looks, typed. The only staging view that holds fetch times.
select
    look_id,
    source,
    url,
    cast(looked_at as timestamptz) at time zone 'UTC' as looked_at,
    method,
    outcome,
    cast(http_status as integer) as http_status,
    capture_id,
    media_type,
    bytes,
    file_name,
    message,
    page_kind,
    run_id,
    found_on,
    read_as
from {{ source('records', 'capture') }}
