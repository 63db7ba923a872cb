-- Citations with keys; resolved to a document that is held where number and symbol are the same and the date does not contradict.
with held as (
    select document_id, full_number, try_cast(if(issued_precision = 'day', issued_on, null) as date) as issued_date
    from {{ ref('stg_documents') }}
    where is_current and full_number is not null
),

resolved as (
    select citation.document_id, citation.capture_id, citation.position, held.document_id as cited_document_id
    from {{ ref('stg_citations') }} as citation
    inner join held
        on citation.cited_full_number = held.full_number
        and citation.document_id <> held.document_id
        and citation.cited_date = held.issued_date
    qualify count(*) over (partition by citation.document_id, citation.capture_id, citation.position) = 1
)

select
    citation.document_id || '#cites.' || coalesce(citation.cited_full_number, {{ slug('citation.cited_type') }}, 'unnumbered')
    || if(nth = 1, '', '~' || nth) || if(is_current, '', '@' || left(citation.capture_id, 8)) as citation_id,
    citation.* exclude (nth),
    resolved.cited_document_id
from (
    select
        citation.*,
        document.is_current,
        row_number() over (
            partition by citation.document_id, citation.capture_id, coalesce(citation.cited_full_number, {{ slug('citation.cited_type') }})
            order by citation.position
        ) as nth
    from {{ ref('stg_citations') }} as citation
    inner join {{ ref('stg_documents') }} as document using (document_id, capture_id)
) as citation
left join resolved using (document_id, capture_id, position)
