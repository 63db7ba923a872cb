-- One score a fact, chosen among the figures by class of evidence, independent agreement and precision, never by order of
-- arrival. Two figures agree where rounding alone can explain their difference; a source counts once, whatever it copies.
with agreement as (
    select
        one.figure_id,
        count(distinct other.source_key) filter ({{ agrees('one', 'other') }}) as sources_agree,
        count(distinct other.source_key) filter (
            not {{ agrees('one', 'other') }} and one.source_key <> other.source_key
        ) as sources_differ,
        round(max(abs(one.value - other.value)) filter (not {{ agrees('one', 'other') }}), 6) as largest_difference,
        count(distinct other.document_id) filter ({{ agrees('one', 'other') }}) as documents_agreeing,
        count(*) filter (one.figure_id <> other.figure_id and {{ agrees('one', 'other') }}) as figures_agree,
        count(*) filter (not {{ agrees('one', 'other') }}) as figures_differ
    from {{ ref('int_score_figures') }} as one
    inner join {{ ref('int_score_figures') }} as other using (index_code, year, unit_key, domain_key)
    group by one.figure_id
),

classed as (
    select
        figure.*,
        agreement.* exclude (figure_id),
        {{ evidence_class('figure.evidence', 'agreement.sources_agree') }} as evidence_class
    from {{ ref('int_score_figures') }} as figure
    inner join agreement using (figure_id)
)

select
    classed.index_code,
    classed.scope_slug as scope,
    classed.year,
    classed.unit_key,
    classed.domain_key,
    classed.domain_code,
    classed.value as score,
    classed.rounding,
    classed.unit_of_measure,
    classed.evidence,
    classed.evidence_class,
    class.rank as evidence_rank,
    classed.figure_id,
    [classed.figure_id] as figure_ids,
    classed.document_id,
    classed.source_key,
    classed.sources_agree,
    classed.sources_differ,
    classed.largest_difference,
    classed.figures_agree,
    classed.figures_differ
from classed
inner join {{ ref('evidence_rule') }} as class on classed.evidence_class = class.evidence
-- The publisher's own prints differ by their digits, so precision goes first among them; among claims agreement does.
qualify row_number() over (
    partition by classed.index_code, classed.year, classed.unit_key, classed.domain_key
    order by
        class.rank,
        if(class.rank = 1, 0, classed.sources_agree) desc,
        least(classed.decimals, 2) desc,
        classed.documents_agreeing desc,
        classed.decimals desc,
        classed.figure_id
) = 1
