-- The facts that may be cast to the 34 provinces, each beside the province of 2025 that its unit is part of.
-- Scores of one province of 2025 are compared only on one scale: percent and points are one number for the total of an
-- index of 100 points, elsewhere they never meet, and nothing is cast where constituents are scored on two scales.
with scored as (
    select
        fact.*,
        index_year.as_of,
        constituent.unit_34_key,
        constituent.constituents,
        constituent.constituents_expected,
        if(
            fact.domain_code = '_total' and index.total_max = 100 and fact.unit_of_measure in ('points', 'percent'),
            index.unit_of_measure,
            fact.unit_of_measure
        ) as scale,
        rule.rank as evidence_rank
    from {{ ref('int_facts') }} as fact
    inner join {{ ref('indices') }} as index on fact.index_code = index.index_code and fact.level = index.level
    inner join {{ ref('int_index_years') }} as index_year on fact.index_code = index_year.index_code and fact.year = index_year.year
    inner join {{ ref('int_unit_constituents') }} as constituent
        on index_year.as_of = constituent.as_of and fact.unit_key = constituent.unit_key
    inner join {{ ref('evidence_rule') }} as rule on fact.evidence_class = rule.evidence
    where fact.score is not null
)

select *
from scored
window target as (partition by domain_key, unit_34_key)
qualify min(scale) over target = max(scale) over target
    and coalesce(min(max_score) over target = max(max_score) over target, true)
