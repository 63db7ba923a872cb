-- Every look, with the documents that were read from its bytes, or from those of the capture as which it is read: none where
-- it failed or nothing is read of it, several where a table quotes several pages.
with read_there as (
    select {{ address('capture_url') }} as address, capture_id, list(distinct document_id order by document_id) as document_ids
    from {{ ref('stg_documents') }}
    group by address, capture_id
)

select
    look.*,
    coalesce(read_there.document_ids, cast([] as varchar[])) as document_ids
from {{ ref('stg_captures') }} as look
left join read_there on {{ address('look.url') }} = read_there.address and look.read_as = read_there.capture_id
