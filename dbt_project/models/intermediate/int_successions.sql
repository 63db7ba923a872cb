-- Each address, http and https alike, and the bytes that it held: the day of the first look that brought them, and where other bytes took their
-- place the day of the last look that still had them and the bytes that followed. A page that returns to older bytes is
-- current with these. While bytes are current no day of a last look is told: looking again must change nothing. A look counts
-- as one at the capture as which it is read: other bytes with the same records succeed nothing, and what is suspect, no page
-- or a list is left out, so that the last good capture stays current.
with looks as (
    select
        {{ address('url') }} as address,
        read_as as capture_id,
        looked_at,
        lead(read_as) over (partition by address order by looked_at, look_id) as next_capture_id,
        row_number() over (partition by address, read_as order by looked_at desc, look_id desc) as nth_from_last
    from {{ ref('stg_captures') }}
    where read_as is not null
),

seen as (
    select
        address,
        capture_id,
        min(looked_at) as first_looked_at,
        max(looked_at) as last_looked_at,
        max(next_capture_id) filter (nth_from_last = 1) as successor_capture_id
    from looks
    group by address, capture_id
)

select
    address,
    capture_id,
    {{ day_in_hanoi('first_looked_at') }} as first_seen_on,
    if(successor_capture_id is null, null, {{ day_in_hanoi('last_looked_at') }}) as last_seen_on,
    successor_capture_id
from seen
