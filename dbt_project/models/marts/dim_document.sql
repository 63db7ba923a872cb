-- One row a document, as its newest capture tells it.
with counted as (
    select document_id, count(*) as figures
    from {{ ref('int_figures') }}
    where is_current
    group by document_id
)

select
    document.document_id,
    document.source,
    document.url,
    document.kind,
    document.evidence,
    document.publisher,
    -- A page speaks for its site; a transcribed table for whoever made it.
    coalesce(
        site.owner, if(regexp_matches(document.document_id, '^[^/]*\.'), null, document.publisher), {{ site_of('document.document_id') }}
    ) as owner,
    document.title,
    document.type,
    document.number,
    document.symbol,
    document.full_number,
    document.issuer,
    document.issuer_raw,
    document.issuer_unit,
    document.issuer_level,
    document.issuer_parent,
    document.signer,
    document.signer_title,
    document.signer_capacity,
    document.co_signers,
    document.digital_signer,
    try_cast(document.digitally_signed_on as date) as digitally_signed_on,
    document.place,
    try_cast(if(document.issued_precision = 'day', document.issued_on, null) as date) as issued_on,
    document.issued_precision,
    try_cast(document.effective_on as date) as effective_on,
    try_cast(document.expires_on as date) as expires_on,
    try_cast(document.published_on as date) as published_on,
    document.validity,
    document.field,
    document.gazette_number,
    try_cast(document.gazette_on as date) as gazette_on,
    document.addressees,
    document.recipients,
    document.archive_line,
    document.drafters,
    document.attachments,
    cast(document.plan_years as integer[]) as plan_years,
    cast(document.index_years as integer[]) as index_years,
    document.text_complete,
    document.page_title,
    document.page_type,
    document.page_full_number,
    document.page_issuer,
    document.page_signer,
    try_cast(document.page_issued_on as date) as page_issued_on,
    document.told_by_page,
    document.licence,
    document.compiled_from,
    document.note,
    document.capture_id,
    looks.first_captured_at,
    looks.last_captured_at,
    cast(looks.captures as integer) as captures,
    cast(coalesce(counted.figures, 0) as integer) as figures
from {{ ref('int_documents') }} as document
inner join {{ ref('int_document_looks') }} as looks using (document_id)
left join {{ ref('site_owners') }} as site on site.site = {{ site_of('document.document_id') }}
left join counted using (document_id)
qualify row_number() over (
    partition by document.document_id order by document.is_current desc, looks.last_captured_at desc, document.capture_url, document.capture_id
) = 1
order by document.document_id
