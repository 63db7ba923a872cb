-- Where a unit stands below the best of its index, year and domain, how it moved, and who moved up most there. Only scores
-- with a known maximum are compared across domains, as percent of it; a change is told only where the two years compare.
with scored as (
    select
        score_key, index_code, year, unit_key, unit_name, level, geography, domain_key, domain_code, domain_name_vi,
        domain_name_en, score, max_score, unit_of_measure, evidence, evidence_class, comparable_with_previous
    from {{ ref('fct_score') }}
    where score is not null and level in ('province', 'ministry', 'department', 'district', 'commune')
),

-- A domain is followed by the code that it had the year before.
moved as (
    select scored.*, scored.score - before.score as change
    from scored
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
        arg_max(score_key, (score, unit_name)) as best_score_key,
        median(score) as median_score,
        max(change) as greatest_rise,
        arg_max(unit_name, (change, unit_name)) filter (change is not null) as most_risen_unit_name,
        arg_max(score_key, (change, unit_name)) filter (change is not null) as most_risen_score_key
    from moved
    group by domain_key, level, unit_of_measure
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
    moved.score,
    moved.max_score,
    moved.unit_of_measure,
    moved.evidence,
    moved.evidence_class,
    round(moved.change, 6) as change,
    cast(field.units as integer) as units,
    field.best_score,
    field.best_unit_name,
    field.best_score_key,
    round(field.best_score - moved.score, 6) as gap_to_best,
    round((field.best_score - moved.score) / moved.max_score * 100, 4) as gap_percent,
    field.median_score,
    round(field.greatest_rise, 6) as greatest_rise,
    field.most_risen_unit_name,
    field.most_risen_score_key
from moved
inner join field
    on moved.domain_key = field.domain_key and moved.level = field.level
    and moved.unit_of_measure = field.unit_of_measure
order by moved.score_key
