-- R5: a table that claims to be complete names each unit once in a column and skips no rank without a tie.
with ranked as (
    select
        document_id,
        index_code,
        year,
        domain_key,
        unit_level,
        figure_id,
        unit_key,
        unit_name,
        cast(value as integer) as rank,
        quote,
        count(*) over (partition by document_id, domain_key, unit_level) as units,
        count(*) over (partition by document_id, domain_key, unit_level, value) as tied
    from {{ ref('int_figures') }}
    where measure = 'rank' and is_current and text_complete and unit_key is not null
        and coalesce(scope, 'national') = 'national'
),

followed as (
    select
        *,
        lead(rank) over ranking as next_rank,
        lead(figure_id) over ranking as next_figure_id
    from ranked
    window ranking as (partition by document_id, domain_key, unit_level order by rank, unit_key)
),

skipped as (
    select *
    from followed
    where units >= 10 and next_rank > rank and next_rank <> rank + tied
),

repeated as (
    select document_id, index_code, year, domain_key, unit_key, unit_name, min(quote) as quote, list(figure_id order by figure_id) as figure_ids
    from {{ ref('int_figures') }}
    where measure = 'score' and is_current and text_complete and unit_key is not null and domain_key is not null
        and locator like 'table:%'
    group by
        document_id, index_code, year, domain_key, unit_key, unit_name,
        regexp_extract(locator, 'table:[0-9]+'), regexp_extract(locator, 'col:[0-9]+')
    having count(*) > 1
)

select
    'R5' as rule,
    'R5:' || figure_id as discrepancy_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    'rank ' || (rank + tied) || ' after ' || tied || ' at rank ' || rank as expected,
    'rank ' || next_rank as found,
    cast(next_rank - rank - tied as double) as difference,
    0.0 as tolerance,
    [figure_id, next_figure_id] as figure_ids,
    quote
from skipped
union all
select
    'R5',
    'R5:' || figure_ids[1],
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    'one score of ' || unit_name,
    len(figure_ids) || ' scores',
    cast(len(figure_ids) - 1 as double),
    0.0,
    figure_ids,
    quote
from repeated
