-- One row a document and capture, with what its records take from it; a page may be transcribed in several tables.
select
    document_id,
    capture_id,
    min(source) as source,
    min(capture_url) as capture_url,
    min(evidence) as evidence,
    bool_or(is_current) as is_current,
    bool_and(text_complete) as text_complete
from {{ ref('int_documents') }}
group by all
