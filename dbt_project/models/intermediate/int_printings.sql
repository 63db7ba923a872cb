-- One row a document and capture, with what its records take from it; a page may be transcribed in several tables, and
-- held under several addresses.
select
    document_id,
    capture_id,
    min(source) as source,
    min(capture_url) as capture_url,
    min(evidence) as evidence,
    bool_or(is_current) as is_current,
    bool_and(text_complete) as text_complete,
    min(first_seen_on) as first_seen_on,
    if(bool_or(is_current), null, max(last_seen_on)) as last_seen_on,
    if(bool_or(is_current), null, arg_min(successor_capture_id, capture_url)) as successor_capture_id
from {{ ref('int_documents') }}
group by document_id, capture_id
