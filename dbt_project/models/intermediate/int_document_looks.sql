-- When each document was first and last looked at with success, and how many captures of it there are.
select
    document.document_id,
    min(look.looked_at) as first_captured_at,
    max(look.looked_at) as last_captured_at,
    count(distinct document.capture_id) as captures
from {{ ref('stg_documents') }} as document
inner join {{ ref('stg_captures') }} as look
    on {{ address('document.capture_url') }} = {{ address('look.url') }}
    and document.capture_id = look.read_as
group by document.document_id
