-- Figures as read, with the evidence class of the document that prints them.
with printing as (
    select
        document_id,
        capture_id,
        min(source) as source,
        min(capture_url) as capture_url,
        min(evidence) as evidence,
        bool_or(is_current) as is_current,
        bool_and(text_complete) as text_complete
    from {{ ref('stg_documents') }}
    group by all
)

select
    figure.document_id,
    figure.capture_id,
    figure.locator,
    figure.quote,
    figure.reader,
    figure.reader_version,
    figure.position,
    figure.index_code,
    nfc_normalize(figure.unit_name) as unit_name,
    figure.unit_name_raw,
    figure.unit_level,
    figure.unit_parent,
    cast(figure.year as integer) as year,
    figure.domain_code,
    nfc_normalize(figure.domain_label) as domain_label,
    figure.conformed_code,
    figure.measure,
    figure.value,
    figure.unit_of_measure,
    figure.value_raw,
    cast(figure.base_year as integer) as base_year,
    figure.scope,
    figure.in_words,
    printing.source,
    printing.capture_url,
    printing.evidence,
    printing.is_current,
    printing.text_complete
from {{ source('records', 'figure') }} as figure
inner join printing using (document_id, capture_id)
