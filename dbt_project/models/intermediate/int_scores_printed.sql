-- One score a fact, chosen among the figures by evidence, precision and agreement, never by order of arrival.
-- Two figures agree where rounding alone can explain their difference.
with agreement as (
    select
        one.figure_id,
        count(distinct other.document_id) filter (
            abs(one.value - other.value) <= greatest(one.rounding, other.rounding) + 1e-9
        ) as documents_agreeing,
        count(*) filter (
            one.figure_id <> other.figure_id
            and abs(one.value - other.value) <= greatest(one.rounding, other.rounding) + 1e-9
        ) as figures_agree,
        count(*) filter (abs(one.value - other.value) > greatest(one.rounding, other.rounding) + 1e-9) as figures_differ
    from {{ ref('int_score_figures') }} as one
    inner join {{ ref('int_score_figures') }} as other using (index_code, year, unit_key, domain_key)
    group by one.figure_id
)

select
    figure.index_code,
    figure.scope_slug as scope,
    figure.year,
    figure.unit_key,
    figure.domain_key,
    figure.domain_code,
    figure.value as score,
    figure.rounding,
    figure.unit_of_measure,
    figure.evidence,
    figure.evidence_rank,
    figure.figure_id,
    [figure.figure_id] as figure_ids,
    figure.document_id,
    agreement.figures_agree,
    agreement.figures_differ
from {{ ref('int_score_figures') }} as figure
inner join agreement using (figure_id)
qualify row_number() over (
    partition by figure.index_code, figure.year, figure.unit_key, figure.domain_key
    order by
        figure.evidence_rank,
        least(figure.decimals, 2) desc,
        agreement.documents_agreeing desc,
        figure.decimals desc,
        figure.figure_id
) = 1
