-- Documents as read, one row a document and capture, with whether a newer capture has taken its place; a page may be
-- transcribed in several tables.
select
    document.*,
    current_capture.capture_id is not null as is_current
from {{ ref('stg_documents') }} as document
left join {{ ref('int_current_captures') }} as current_capture
    on document.capture_url = current_capture.url
    and document.capture_id = current_capture.capture_id
