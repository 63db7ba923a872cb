-- Each source that was looked at: what of it is current, and what is kept although newer looks do not bear it out.
-- A document is suspect where a look after its last good one brought something that is not read: a suspect capture, an error
-- page, a login form. A look that got nothing says nothing of the document.
with looks as (
    select
        source,
        {{ address('url') }} as address,
        looked_at,
        read_as is not null as is_good,
        read_as is null and outcome <> 'failed' and coalesce(page_kind, '') <> 'list' as is_suspect
    from {{ ref('stg_captures') }}
),

good as (
    select source, address, max(looked_at) as last_good_at
    from looks
    where is_good
    group by source, address
),

suspect as (
    select looks.source, looks.address, min(looks.looked_at) as suspect_since, good.last_good_at
    from looks
    inner join good using (source, address)
    where looks.is_suspect and looks.looked_at > good.last_good_at
    group by looks.source, looks.address, good.last_good_at
),

counted as (
    select document_id, count(*) as figures
    from {{ ref('stg_figures') }} as figure
    inner join {{ ref('int_printings') }} as printing using (document_id, capture_id)
    where printing.is_current
    group by document_id
),

current_documents as (
    select
        document.source,
        document.document_id,
        bool_or(suspect.address is not null) as is_suspect,
        min(suspect.suspect_since) as suspect_since,
        min(suspect.last_good_at) as last_good_at,
        max(document.first_seen_on) as newest_on,
        coalesce(any_value(counted.figures), 0) as figures
    from {{ ref('int_documents') }} as document
    left join suspect
        on document.source = suspect.source
        and {{ address('document.capture_url') }} = suspect.address
    left join counted using (document_id)
    where document.is_current
    group by document.source, document.document_id
),

documents as (
    select
        source,
        count(*) as documents,
        sum(figures) as figures,
        count(*) filter (is_suspect) as suspect_documents,
        coalesce(sum(figures) filter (is_suspect), 0) as suspect_figures,
        {{ day_in_hanoi('min(suspect_since)') }} as suspect_since,
        {{ day_in_hanoi('min(last_good_at) filter (is_suspect)') }} as kept_as_of,
        max(newest_on) as newest_on
    from current_documents
    group by source
),

held_back as (
    select distinct printing.source
    from {{ ref('stg_anomalies') }} as anomaly
    inner join {{ ref('int_printings') }} as printing using (document_id, capture_id)
    where anomaly.kind = 'thin_source'
)

select
    look.source,
    described.name_vi,
    described.name_en,
    described.publisher,
    described.licence,
    described.language,
    described.kind,
    described.cadence,
    cast(coalesce(documents.documents, 0) as integer) as documents,
    cast(coalesce(documents.figures, 0) as integer) as figures,
    cast(coalesce(documents.suspect_documents, 0) as integer) as suspect_documents,
    cast(coalesce(documents.suspect_figures, 0) as integer) as suspect_figures,
    documents.suspect_since,
    documents.kept_as_of,
    held_back.source is not null as is_held_back,
    documents.newest_on,
    look.last_looked_on
from (
    select source, {{ day_in_hanoi('max(looked_at)') }} as last_looked_on
    from looks
    group by source
) as look
left join {{ ref('stg_sources') }} as described using (source)
left join documents using (source)
left join held_back using (source)
