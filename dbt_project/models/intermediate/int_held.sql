-- What is held of each cell, side by side: the score that was chosen or computed, else the only value that other figures
-- leave; the rank that was chosen; and the rank that follows where none was printed.
with closed as (
    select
        bound.index_code,
        bound.scope,
        bound.year,
        bound.unit_key,
        bound.domain_key,
        bound.domain_code,
        bound.measure,
        bound.value,
        bound.bound_key,
        bound.unit_of_measure
    from {{ ref('int_bounds') }} as bound
    where bound.value is not null
),

scores as (
    select
        index_code, scope, year, unit_key, domain_key, domain_code, score, unit_of_measure, evidence, evidence_class,
        figure_id, document_id, cast(null as varchar) as bound_key, sources_agree, sources_differ, largest_difference,
        figures_agree, figures_differ
    from {{ ref('int_scores') }}
    union all
    select
        index_code, scope, year, unit_key, domain_key, domain_code, value, unit_of_measure, 'derived', 'derived_by_inference',
        null, null, bound_key, 0, 0, null, 0, 0
    from closed
    where measure = 'score'
        and not exists (
            select 1 from {{ ref('int_scores') }} as known
            where known.unit_key = closed.unit_key and known.domain_key = closed.domain_key
        )
),

ranks as (
    select
        coalesce(printed.index_code, inferred.index_code) as index_code,
        coalesce(printed.scope, inferred.scope) as scope,
        coalesce(printed.year, inferred.year) as year,
        coalesce(printed.unit_key, inferred.unit_key) as unit_key,
        coalesce(printed.domain_key, inferred.domain_key) as domain_key,
        coalesce(printed.domain_code, inferred.domain_code) as domain_code,
        printed.rank_published,
        if(printed.rank_published is null, cast(inferred.value as integer), null) as rank_inferred,
        coalesce(printed.evidence, 'derived') as evidence,
        coalesce(printed.evidence_class, 'derived_by_inference') as evidence_class,
        printed.figure_id,
        printed.document_id,
        printed.sources_agree,
        printed.sources_differ
    from {{ ref('int_ranks_printed') }} as printed
    full join (select * from closed where measure = 'rank') as inferred
        on printed.unit_key = inferred.unit_key and printed.domain_key = inferred.domain_key
)

select
    coalesce(scores.index_code, ranks.index_code) as index_code,
    coalesce(scores.scope, ranks.scope) as scope,
    coalesce(scores.year, ranks.year) as year,
    coalesce(scores.unit_key, ranks.unit_key) as unit_key,
    coalesce(scores.domain_key, ranks.domain_key) as domain_key,
    coalesce(scores.domain_code, ranks.domain_code) as domain_code,
    scores.score,
    scores.unit_of_measure,
    coalesce(scores.evidence, ranks.evidence) as evidence,
    coalesce(scores.evidence_class, ranks.evidence_class) as evidence_class,
    scores.figure_id,
    scores.document_id,
    scores.bound_key,
    scores.sources_agree,
    scores.sources_differ,
    scores.largest_difference,
    scores.figures_agree,
    scores.figures_differ,
    ranks.rank_published,
    ranks.rank_inferred,
    ranks.evidence_class as rank_evidence_class,
    ranks.figure_id as rank_figure_id,
    ranks.document_id as rank_document_id,
    ranks.sources_agree as rank_sources_agree,
    ranks.sources_differ as rank_sources_differ
from scores
full join ranks on scores.unit_key = ranks.unit_key and scores.domain_key = ranks.domain_key
