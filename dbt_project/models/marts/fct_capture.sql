-- Every look at a source: what was asked, when, with what outcome; also the looks that found
-- nothing, or what is no document.
select
    look_id,
    source,
    url,
    looked_at,
    method,
    outcome,
    http_status,
    capture_id,
    document_ids,
    media_type,
    bytes,
    file_name,
    message,
    page_kind,
    run_id,
    found_on,
    read_as
from {{ ref('int_captures') }}
order by look_id
