-- Scores that may become facts: current, keyed, and of one kind of unit a fact.
-- On a scale of 100 points and percent of the total are the same number; elsewhere they are never mixed.
with candidates as (
    select
        figure.*,
        source.source_key,
        rule.rank as evidence_rank,
        {{ decimals('figure.value_raw') }} as decimals,
        {{ rounding('figure.value_raw') }} as rounding,
        case
            when figure.domain_code = '_total' and index.total_max = 100 and figure.unit_of_measure in ('points', 'percent') then 0
            when figure.unit_of_measure = 'percent' then 1
            else 0
        end as unit_choice
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('int_figure_sources') }} as source using (figure_id)
    inner join {{ ref('evidence_rule') }} as rule using (evidence)
    left join {{ ref('indices') }} as index using (index_code)
    where figure.measure = 'score' and figure.is_current and figure.doubt is null and figure.unit_key is not null and figure.domain_key is not null
)

select * exclude (unit_choice)
from candidates
qualify unit_choice = min(unit_choice) over (partition by index_code, year, unit_key, domain_key)
