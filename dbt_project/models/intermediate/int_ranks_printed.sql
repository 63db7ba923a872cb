-- One national rank a fact: the publisher's first, then digits before words or list order, then what independent sources
-- print alike, then the key.
with candidates as (
    select figure.*, source.source_key
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('int_figure_sources') }} as source using (figure_id)
    where figure.measure = 'rank' and coalesce(figure.scope, 'national') = 'national'
),

agreement as (
    select
        one.figure_id,
        count(distinct other.source_key) filter (one.value = other.value) as sources_agree,
        count(distinct other.source_key) filter (
            one.value <> other.value and one.source_key <> other.source_key
        ) as sources_differ
    from candidates as one
    inner join candidates as other using (index_code, year, unit_key, domain_key)
    group by one.figure_id
),

classed as (
    select
        candidates.*,
        agreement.* exclude (figure_id),
        {{ evidence_class('candidates.evidence', 'agreement.sources_agree') }} as evidence_class
    from candidates
    inner join agreement using (figure_id)
)

select
    classed.index_code,
    classed.scope_slug as scope,
    classed.year,
    classed.unit_key,
    classed.domain_key,
    classed.domain_code,
    cast(classed.value as integer) as rank_published,
    classed.evidence,
    classed.evidence_class,
    class.rank as evidence_rank,
    classed.figure_id,
    classed.document_id,
    classed.source_key,
    classed.sources_agree,
    classed.sources_differ
from classed
inner join {{ ref('evidence_rule') }} as class on classed.evidence_class = class.evidence
qualify row_number() over (
    partition by classed.index_code, classed.year, classed.unit_key, classed.domain_key
    order by if(class.rank = 1, 0, 1), classed.in_words, class.rank, classed.sources_agree desc, classed.figure_id
) = 1
