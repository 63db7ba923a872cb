-- One score a fact: the printed one, or what follows from the parts where evidence_rule ranks that first. A sum beyond the
-- scale is no score: then a part is wrong, which R3 and R4 tell.
with compared as (
    select
        sums.*,
        figure.source_key,
        abs(figure.value - sums.computed) as distance,
        abs(figure.value - sums.computed) <= figure.rounding + 1e-9 as is_alike
    from {{ ref('int_part_sums') }} as sums
    left join {{ ref('int_score_figures') }} as figure using (unit_key, domain_key)
),

computed as (
    select
        sums.index_code,
        sums.scope,
        sums.year,
        sums.unit_key,
        sums.domain_key,
        sums.domain_code,
        sums.computed as score,
        any_value(sums.rounding) as rounding,
        -- Parts of domains are points, whatever the total is told in.
        if(sums.domain_code = '_total' or index.unit_of_measure <> 'percent', index.unit_of_measure, 'points') as unit_of_measure,
        'derived' as evidence,
        class.evidence as evidence_class,
        sums.evidence_rank,
        null as figure_id,
        sums.figure_ids,
        null as document_id,
        count(distinct sums.source_key) filter (sums.is_alike) as sources_agree,
        count(distinct sums.source_key) filter (not sums.is_alike) as sources_differ,
        round(max(sums.distance) filter (not sums.is_alike), 6) as largest_difference,
        count(*) filter (sums.is_alike) as figures_agree,
        count(*) filter (not sums.is_alike) as figures_differ
    from compared as sums
    inner join {{ ref('indices') }} as index using (index_code)
    inner join {{ ref('evidence_rule') }} as class on sums.evidence_rank = class.rank
    left join {{ ref('int_framework_domain_years') }} as domain using (domain_key)
    where sums.computed >= 0
        and sums.computed <= coalesce(domain.max_score, if(sums.domain_code = '_total', index.total_max, null), 'infinity') + sums.rounding
    group by all
)

select *
from (
    select
        index_code, scope, year, unit_key, domain_key, domain_code, score, rounding, unit_of_measure, evidence,
        evidence_class, evidence_rank, figure_id, figure_ids, document_id, sources_agree, sources_differ, largest_difference,
        figures_agree, figures_differ
    from {{ ref('int_scores_printed') }}
    union all
    select * from computed
)
qualify row_number() over (partition by unit_key, domain_key order by evidence_rank, figure_id nulls last) = 1
