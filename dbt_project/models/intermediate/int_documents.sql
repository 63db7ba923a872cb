-- Documents as read, one row a document and capture, with whether a newer capture has taken its place; a page may be
-- transcribed in several tables.
select
    document.*,
    succession.successor_capture_id is null as is_current,
    succession.first_seen_on,
    succession.last_seen_on,
    succession.successor_capture_id
from {{ ref('stg_documents') }} as document
inner join {{ ref('int_successions') }} as succession
    on {{ address('document.capture_url') }} = succession.address
    and document.capture_id = succession.capture_id
