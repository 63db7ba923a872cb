-- Points that a score lacks to its maximum, what they weigh in the unit's total, and the places that the total would gain
-- with them while all other units keep theirs. Percents of a domain are points of no total; where totals of the whole
-- universe are not held, a place is not known and none is told.
with lost as (
    select
        fact.score_key,
        fact.index_code,
        fact.year,
        fact.unit_key,
        fact.domain_code,
        fact.unit_of_measure,
        round(fact.max_score - fact.score, 6) as points_lost,
        case
            when fact.domain_code = '_total' then 1
            when fact.unit_of_measure <> 'percent' then weights.weight_in_total
        end as weight_in_total
    from {{ ref('int_facts') }} as fact
    left join {{ ref('int_point_weights') }} as weights using (domain_key)
    where fact.score is not null and fact.max_score is not null
),

weighed as (
    select
        lost.score_key,
        lost.points_lost,
        lost.weight_in_total,
        round(lost.points_lost * lost.weight_in_total, 6) as points_in_total,
        total.domain_key as total_key,
        total.unit_key,
        total.level,
        total.unit_of_measure,
        total.total,
        total.totals_held,
        total.is_whole
    from lost
    left join {{ ref('int_totals') }} as total
        on lost.index_code = total.index_code and lost.year = total.year and lost.unit_key = total.unit_key
        and lost.unit_of_measure is not distinct from total.unit_of_measure
),

placed as (
    select
        weighed.score_key,
        count(*) filter (rival.total > weighed.total) - count(*) filter (rival.total > round(weighed.total + points_in_total, 6)) as rank_worth,
        count(*) filter (rival.total = round(weighed.total + points_in_total, 6)) as rank_worth_ties
    from weighed
    inner join {{ ref('int_totals') }} as rival
        on weighed.total_key = rival.domain_key and weighed.level = rival.level and weighed.unit_key <> rival.unit_key
        and weighed.unit_of_measure is not distinct from rival.unit_of_measure
    where weighed.is_whole and weighed.points_in_total is not null
    group by weighed.score_key
)

select
    weighed.score_key,
    weighed.points_lost,
    weighed.weight_in_total,
    weighed.points_in_total,
    weighed.totals_held,
    cast(placed.rank_worth as integer) as rank_worth,
    cast(placed.rank_worth_ties as integer) as rank_worth_ties
from weighed
left join placed using (score_key)
