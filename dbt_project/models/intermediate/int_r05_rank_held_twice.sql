-- R5: one national rank that different sources give to several units. One of them is likely wrong, or one counts the units
-- that the publisher left out and the other does not. A tie that equal printed scores tell, or that a single document
-- prints for all of them, is one. Regions rank among themselves and local indices by groups: their ranks are not compared.
with ranks as (
    select
        rank.index_code,
        rank.year,
        rank.domain_key,
        rank.rank_published,
        rank.unit_key,
        rank.figure_id,
        rank.document_id,
        rank.source_key,
        rank.evidence_rank,
        rank.sources_agree,
        score.score,
        unit.canonical_name as unit_name
    from {{ ref('int_ranks_printed') }} as rank
    inner join {{ ref('indices') }} as index using (index_code)
    inner join {{ ref('int_units') }} as unit on rank.unit_key = unit.unit_key and index.level = unit.level
    left join {{ ref('int_scores_printed') }} as score on rank.unit_key = score.unit_key and rank.domain_key = score.domain_key
    where index.national_index_code is null
),

shared as (
    select
        index_code,
        year,
        domain_key,
        rank_published,
        count(*) as units,
        list(unit_key) as unit_keys,
        -- The unit that is attested least stands for the row.
        max_by(unit_key, (evidence_rank, -sources_agree, figure_id)) as unit_key,
        max_by(figure_id, (evidence_rank, -sources_agree, figure_id)) as figure_id,
        max_by(document_id, (evidence_rank, -sources_agree, figure_id)) as document_id,
        string_agg(unit_name, ', ' order by unit_key) as unit_names,
        list(figure_id order by figure_id) as figure_ids
    from ranks
    group by all
    having count(*) > 1 and count(distinct document_id) > 1 and count(distinct source_key) > 1
        and not (count(score) = count(*) and max(score) - min(score) < 1e-9)
),

told_together as (
    select distinct domain_key, rank_published
    from (
        select shared.domain_key, shared.rank_published, told.document_id, shared.units, count(distinct told.unit_key) as units_told
        from shared
        inner join {{ ref('int_figures') }} as told
            on shared.domain_key = told.domain_key and shared.rank_published = told.value and told.measure = 'rank'
            and list_contains(shared.unit_keys, told.unit_key)
        where told.is_current and told.doubt is null and coalesce(told.scope, 'national') = 'national'
        group by all
    )
    where units_told = units
)

select
    'R5' as rule,
    'R5:held_twice:' || shared.domain_key || '#' || shared.rank_published as discrepancy_id,
    shared.index_code,
    shared.year,
    shared.unit_key,
    shared.domain_key,
    shared.document_id,
    'one unit at rank ' || shared.rank_published as expected,
    shared.unit_names as found,
    cast(shared.units - 1 as double) as difference,
    0.0 as tolerance,
    shared.figure_ids,
    figure.quote,
    'warning' as severity
from shared
inner join {{ ref('int_figures') }} as figure using (figure_id)
left join told_together
    on shared.domain_key = told_together.domain_key and shared.rank_published = told_together.rank_published
where told_together.domain_key is null
