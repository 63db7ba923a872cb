-- Citations with keys; resolved to a document that is held. Numbers start anew every year and at every body, so number and
-- symbol alone name no document: the day must be the same, or, where the citation tells none, its year (told beside it, or
-- held in a normative act's number) and its body. What is told must never contradict what is held. Copies of one document
-- on several pages count as one: the whole text is taken before a cut one.
with held as (
    select
        document_id,
        full_number,
        number,
        issued_on,
        if(issued_precision = 'day', issued_on, null) as issued_day,
        coalesce(issuer_unit, issuer) as body,
        issuer_parent as parent,
        text_complete
    from {{ ref('int_documents') }}
    where is_current and full_number is not null
),

-- A day told once in a document holds for the other mentions of the same number in it.
cited as (
    select
        document_id,
        capture_id,
        position,
        cited_full_number,
        cited_number,
        coalesce(cited_unit, cited_body) as body,
        cited_parent as parent,
        coalesce(cited_on, if(count(distinct cited_on) over same_number = 1, max(cited_on) over same_number, null)) as told_on
    from {{ ref('stg_citations') }}
    where cited_full_number is not null
    window same_number as (partition by document_id, capture_id, cited_full_number)
),

matched as (
    select cited.document_id, cited.capture_id, cited.position, held.* exclude (document_id), held.document_id as cited_document_id
    from cited
    inner join held
        on cited.cited_full_number = held.full_number
        and cited.document_id <> held.document_id
        and (cited.body is null or held.body is null or cited.body = held.body)
        and (cited.parent is null or held.parent is null or cited.parent = held.parent)
        and (cited.told_on is null or held.issued_on is null or starts_with(held.issued_on, cited.told_on) or starts_with(cited.told_on, held.issued_on))
        and (
            cited.told_on = held.issued_day
            or (cited.body = held.body and (starts_with(held.issued_on, cited.told_on) or contains(cited.cited_number, '/')))
        )
),

resolved as (
    select document_id, capture_id, position, cited_document_id
    from matched
    window mention as (partition by document_id, capture_id, position)
    qualify min((coalesce(body, ''), coalesce(parent, ''), coalesce(issued_on, ''))) over mention
        = max((coalesce(body, ''), coalesce(parent, ''), coalesce(issued_on, ''))) over mention
        and row_number() over (partition by document_id, capture_id, position order by text_complete desc, cited_document_id) = 1
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
    inner join {{ ref('int_documents') }} as document using (document_id, capture_id)
) as citation
left join resolved using (document_id, capture_id, position)
