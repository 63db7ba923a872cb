-- Everything printed, one row a value; nothing is thrown away, superseded captures are marked and tell what followed.
select
    figure.figure_id,
    figure.index_code,
    figure.year,
    figure.unit_key,
    figure.unit_name,
    figure.unit_name_raw,
    figure.unit_level,
    figure.domain_key,
    figure.domain_code,
    figure.domain_label,
    figure.conformed_code,
    figure.measure,
    figure.value,
    figure.unit_of_measure,
    figure.value_raw,
    figure.base_year,
    figure.scope,
    figure.in_words,
    figure.confidence,
    figure.doubt,
    figure.reconciled,
    figure.evidence,
    figure.document_id,
    figure.capture_id,
    figure.is_current,
    printing.first_seen_on,
    printing.last_seen_on,
    succession.superseded_by,
    figure.locator,
    figure.quote,
    figure.sentence,
    figure.reader,
    figure.reader_version
from {{ ref('int_figures') }} as figure
inner join {{ ref('int_printings') }} as printing using (document_id, capture_id)
left join {{ ref('int_figure_successions') }} as succession using (figure_id)
order by figure.figure_id
