-- Where a unit stands below the best of its index, year and domain and of its region, how it moved, who moved up most there,
-- and what the points that it lacks are worth. Only scores with a known maximum are compared across domains, as percent of
-- it; a change is told only where the two years compare.
with scored as (
    select
        score_key, index_code, year, unit_key, unit_name, level, geography, domain_key, domain_code, domain_name_vi,
        domain_name_en, score, max_score, unit_of_measure, evidence, evidence_class, comparable_with_previous
    from {{ ref('fct_score') }}
    where score is not null and level in ('province', 'ministry', 'department', 'district', 'commune')
),

-- A domain is followed by the code that it had the year before.
moved as (
    select
        scored.*,
        unit.region_vi,
        unit.region_en,
        domain.conformed_code,
        before.score as previous_year_score,
        scored.score - before.score as change
    from scored
    left join {{ ref('dim_unit') }} as unit using (unit_key)
    left join {{ ref('dim_domain') }} as domain using (domain_key)
    left join {{ ref('int_comparability') }} as comparability using (domain_key)
    left join {{ ref('fct_score') }} as before
        on scored.comparable_with_previous and scored.index_code = before.index_code and scored.unit_key = before.unit_key
        and before.year = scored.year - 1 and before.domain_code = comparability.previous_domain_code
        and before.unit_of_measure = scored.unit_of_measure
),

field as (
    select
        domain_key,
        level,
        unit_of_measure,
        count(*) as units,
        max(score) as best_score,
        arg_max(unit_name, (score, unit_name)) as best_unit_name,
        arg_max(unit_key, (score, unit_name)) as best_unit_key,
        arg_max(score_key, (score, unit_name)) as best_score_key,
        median(score) as median_score,
        max(change) as greatest_rise,
        arg_max(unit_name, (change, unit_name)) filter (change is not null) as most_risen_unit_name,
        arg_max(unit_key, (change, unit_name)) filter (change is not null) as most_risen_unit_key,
        arg_max(score_key, (change, unit_name)) filter (change is not null) as most_risen_score_key
    from moved
    group by domain_key, level, unit_of_measure
),

region as (
    select
        domain_key,
        level,
        unit_of_measure,
        region_vi,
        count(*) as units,
        median(score) as median_score,
        max(score) as best_score,
        arg_max(unit_name, (score, unit_name)) as best_unit_name,
        arg_max(unit_key, (score, unit_name)) as best_unit_key
    from moved
    where region_vi is not null
    group by domain_key, level, unit_of_measure, region_vi
),

placed_in_region as (
    select score_key, rank() over (partition by domain_key, level, unit_of_measure, region_vi order by round(score, 6) desc) as place
    from moved
    where region_vi is not null
)

select
    moved.score_key,
    moved.index_code,
    moved.year,
    moved.unit_key,
    moved.unit_name,
    moved.level,
    moved.geography,
    moved.domain_key,
    moved.domain_code,
    moved.domain_name_vi,
    moved.domain_name_en,
    moved.conformed_code,
    moved.score,
    moved.max_score,
    moved.unit_of_measure,
    moved.evidence,
    moved.evidence_class,
    moved.previous_year_score,
    round(moved.change, 6) as change,
    cast(field.units as integer) as units,
    field.best_score,
    field.best_unit_name,
    field.best_unit_key,
    field.best_score_key,
    round(field.best_score - moved.score, 6) as gap_to_best,
    round((field.best_score - moved.score) / moved.max_score * 100, 4) as gap_percent,
    field.median_score,
    round(field.greatest_rise, 6) as greatest_rise,
    field.most_risen_unit_name,
    field.most_risen_unit_key,
    field.most_risen_score_key,
    moved.region_vi,
    moved.region_en,
    cast(region.units as integer) as region_units,
    cast(placed_in_region.place as integer) as region_rank,
    region.median_score as region_median_score,
    region.best_score as region_best_score,
    region.best_unit_name as region_best_unit_name,
    region.best_unit_key as region_best_unit_key,
    worth.points_lost,
    worth.weight_in_total,
    worth.points_in_total,
    total.totals_held,
    worth.rank_worth,
    worth.rank_worth_ties,
    if(moved.domain_code = '_total' and total.is_whole, round(total.next_total - moved.score, 6), null) as points_to_next_rank,
    if(moved.domain_code = '_total' and total.is_whole, total.next_unit_names, null) as next_unit_names
from moved
inner join field
    on moved.domain_key = field.domain_key and moved.level = field.level
    and moved.unit_of_measure = field.unit_of_measure
left join region
    on moved.domain_key = region.domain_key and moved.level = region.level and moved.region_vi = region.region_vi
    and moved.unit_of_measure = region.unit_of_measure
left join placed_in_region on moved.score_key = placed_in_region.score_key
left join {{ ref('int_points_worth') }} as worth on moved.score_key = worth.score_key
left join {{ ref('int_totals') }} as total
    on moved.index_code = total.index_code and moved.year = total.year and moved.unit_key = total.unit_key
order by moved.score_key
