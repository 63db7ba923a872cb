-- R1: in one document, a better rank never stands beside a lower score. Equal ranks and equal scores are ties.
-- Points and percent of a unit are compared each with their own kind, but for a total of 100 points, where they are one.
with ranked as (
    select
        score.document_id,
        score.index_code,
        score.year,
        score.domain_key,
        score.unit_level,
        if(score.domain_code = '_total' and index.total_max = 100, '', score.unit_of_measure) as kind,
        rank.unit_key,
        rank.unit_name,
        score.value as score,
        cast(rank.value as integer) as rank,
        score.figure_id as score_figure_id,
        rank.figure_id as rank_figure_id,
        rank.quote
    from {{ ref('int_figures') }} as score
    inner join {{ ref('int_figures') }} as rank using (document_id, capture_id, unit_key, domain_key)
    left join {{ ref('indices') }} as index on score.index_code = index.index_code
    where score.measure = 'score' and rank.measure = 'rank' and score.is_current and score.doubt is null and rank.doubt is null
        and coalesce(rank.scope, 'national') = 'national'
),

paired as (
    select
        *,
        lag(score) over ranking as score_above,
        lag(rank) over ranking as rank_above,
        lag(unit_name) over ranking as unit_above,
        lag(rank_figure_id) over ranking as rank_figure_above,
        lag(score_figure_id) over ranking as score_figure_above
    from ranked
    window ranking as (partition by document_id, domain_key, unit_level, kind order by rank, score desc, unit_key)
)

select
    'R1' as rule,
    'R1:' || rank_figure_id as discrepancy_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    'rank ' || rank_above || ' scores no less than rank ' || rank as expected,
    unit_above || ' ' || score_above || ' at rank ' || rank_above || ', ' || unit_name || ' ' || score || ' at rank ' || rank as found,
    score - score_above as difference,
    0.0 as tolerance,
    [rank_figure_above, score_figure_above, rank_figure_id, score_figure_id] as figure_ids,
    quote
from paired
where rank > rank_above and score > score_above
-- A page that prints several scores of a unit is told once, by the widest gap.
qualify row_number() over (partition by rank_figure_id order by score - score_above desc, score_figure_id, score_figure_above) = 1
