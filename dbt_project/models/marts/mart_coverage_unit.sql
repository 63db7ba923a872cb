-- What is known of each unit's total in each index-year: a cell of the coverage matrix. Only national indices whose universe
-- is declared have cells; a unit of which it is not known whether it was counted has one only where something is held.
with cells as (
    select index_code, year, unit_key, unit_name, level, geography, is_member, is_published, reason_en, reason_vi
    from {{ ref('dim_index_unit') }}
),

bounds as (
    select index_code, year, unit_key, low, high, width, bound_key
    from {{ ref('fct_bound') }}
    where measure = 'score' and domain_code = '_total'
),

told as (
    select
        cells.*,
        score.score_key,
        score.score,
        score.evidence_class,
        score.rank_published,
        score.rank_inferred,
        bounds.bound_key,
        bounds.low,
        bounds.high,
        bounds.width,
        case
            when score.score is not null and score.evidence <> 'derived' then 'exact'
            when score.score is not null then 'derived'
            when cells.is_published = false then 'not_published'
            when bounds.bound_key is not null then 'bounded'
            else 'not_found'
        end as status
    from cells
    left join {{ ref('fct_score') }} as score
        on cells.index_code = score.index_code and cells.year = score.year and cells.unit_key = score.unit_key
        and score.domain_code = '_total'
    left join bounds
        on cells.index_code = bounds.index_code and cells.year = bounds.year and cells.unit_key = bounds.unit_key
)

select
    index_code || '/' || year || '/' || unit_key as cell_key,
    index_code,
    year,
    unit_key,
    unit_name,
    level,
    geography,
    status,
    score,
    if(status = 'bounded', low, null) as low,
    if(status = 'bounded', high, null) as high,
    if(status = 'bounded', width, null) as width,
    coalesce(rank_published, rank_inferred) as rank,
    evidence_class,
    score_key,
    bound_key,
    if(status = 'not_published', reason_en, null) as reason_en,
    if(status = 'not_published', reason_vi, null) as reason_vi
from told
where is_member or (is_member is null and status in ('exact', 'derived', 'bounded')) or (is_member = false and status = 'exact')
order by cell_key
