-- R1 on the facts: ranks and scores that stand side by side here may come from several documents, which then contradict
-- each other. What one document says against itself is told by int_r01_rank_follows_score.
with facts as (
    select
        score.index_code,
        score.year,
        score.domain_key,
        score.unit_key,
        split_part(score.unit_key, '/', 1) as level,
        score.score,
        score.rounding,
        if(score.domain_code = '_total', '', score.unit_of_measure) as unit_of_measure,
        rank.rank_published as rank,
        score.figure_ids,
        rank.figure_id as rank_figure_id,
        rank.document_id,
        score.document_id is not distinct from rank.document_id as is_one_document
    from {{ ref('int_scores') }} as score
    inner join {{ ref('int_ranks_printed') }} as rank using (unit_key, domain_key)
),

paired as (
    select
        *,
        lag(unit_key) over ranking as unit_above,
        lag(score) over ranking as score_above,
        lag(rounding) over ranking as rounding_above,
        lag(rank) over ranking as rank_above,
        lag(figure_ids) over ranking as figure_ids_above,
        lag(rank_figure_id) over ranking as rank_figure_above,
        lag(document_id) over ranking as document_above,
        lag(is_one_document) over ranking as is_one_document_above
    from facts
    window ranking as (partition by domain_key, level, unit_of_measure order by rank, score desc, unit_key)
)

select
    'R1' as rule,
    'R1:between:' || rank_figure_id as discrepancy_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    'rank ' || rank_above || ' scores no less than rank ' || rank as expected,
    unit_above || ' ' || round(score_above, 4) || ' at rank ' || rank_above || ', ' || unit_key || ' ' || round(score, 4)
    || ' at rank ' || rank || ', by several documents' as found,
    score - score_above as difference,
    rounding + rounding_above as tolerance,
    list_distinct([rank_figure_above, rank_figure_id] || figure_ids_above || figure_ids) as figure_ids,
    cast(null as varchar) as quote
from paired
where rank > rank_above and score - score_above > rounding + rounding_above + 1e-9
    and not (is_one_document and is_one_document_above and document_id = document_above)
