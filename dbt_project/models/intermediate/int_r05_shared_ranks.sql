-- R5: units that share a rank in a table share a score. Only where the table of ten units or more is in the order of its
-- scores throughout: elsewhere its ranks count something else.
with sharing as (
    select
        rank.document_id,
        rank.index_code,
        rank.year,
        rank.domain_key,
        rank.unit_level,
        rank.unit_key,
        rank.unit_name,
        rank.value as rank,
        rank.figure_id,
        rank.quote,
        score.value as score,
        score.figure_id as score_id
    from {{ ref('int_figures') }} as rank
    inner join {{ ref('int_figures') }} as score
        on rank.document_id = score.document_id and rank.capture_id = score.capture_id and rank.unit_key = score.unit_key
        and rank.domain_key = score.domain_key and score.measure = 'score' and score.nth = 1
    where rank.measure = 'rank' and rank.nth = 1 and rank.is_current and rank.text_complete and rank.doubt is null and score.doubt is null
        and coalesce(rank.scope, 'national') = 'national'
),

tied as (
    select
        *,
        count(*) over column_of as units,
        min(score) over same_rank as lowest,
        max(score) over same_rank as highest,
        first(figure_id) over (same_rank order by score, unit_key) as first_id
    from sharing
    window
        column_of as (partition by document_id, domain_key, unit_level),
        same_rank as (partition by document_id, domain_key, unit_level, rank)
),

ordered as (
    select
        document_id,
        domain_key,
        unit_level,
        bool_and(lowest_above is null or highest <= lowest_above) as follows_score
    from (
        select document_id, domain_key, unit_level, rank, highest, lag(lowest) over (partition by document_id, domain_key, unit_level order by rank) as lowest_above
        from (select distinct document_id, domain_key, unit_level, rank, lowest, highest from tied)
    )
    group by all
)

select
    'R5' as rule,
    'R5:shared:' || tied.first_id as discrepancy_id,
    tied.index_code,
    tied.year,
    min_by(tied.unit_key, (tied.score, tied.unit_key)) as unit_key,
    tied.domain_key,
    tied.document_id,
    'one score at rank ' || cast(tied.rank as integer) as expected,
    string_agg(tied.unit_name || ' ' || tied.score, ', ' order by tied.score desc, tied.unit_key) as found,
    tied.lowest - tied.highest as difference,
    0.0 as tolerance,
    flatten(list([tied.figure_id, tied.score_id] order by tied.score desc, tied.unit_key)) as figure_ids,
    min_by(tied.quote, (tied.score, tied.unit_key)) as quote
from tied
inner join ordered using (document_id, domain_key, unit_level)
where tied.lowest < tied.highest and tied.units >= 10 and ordered.follows_score
group by tied.first_id, tied.index_code, tied.year, tied.domain_key, tied.document_id, tied.rank, tied.lowest, tied.highest
