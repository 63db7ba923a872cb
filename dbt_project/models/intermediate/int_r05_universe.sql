-- R5: a table that claims to be complete names each unit once in a column and skips no rank without a tie. A skip can be told
-- only where a column's units fill at least nine tenths of its ranks: a choice of units, or a list in prose, is not the
-- whole. A sheet that repeats another, or two columns of ranks, are looked at apart.
with printed as (
    select
        *,
        regexp_extract(locator, 'table:[0-9]+') || '/' || regexp_extract(locator, 'col:[0-9]+') as place
    from {{ ref('int_figures') }}
    where measure = 'rank' and is_current and doubt is null and text_complete and unit_key is not null and locator like 'table:%'
        and coalesce(scope, 'national') = 'national'
),

ranked as (
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
        place,
        count(*) over list_of as units,
        max(value) over list_of as last_rank,
        count(*) over (partition by document_id, place, domain_key, unit_level, value) as tied
    from printed
    window list_of as (partition by document_id, place, domain_key, unit_level)
),

followed as (
    select *, lead(rank) over (partition by document_id, place, domain_key, unit_level order by rank, unit_key) as next_rank
    from ranked
),

skipped as (
    select *
    from followed
    where units >= 10 and units >= 0.9 * last_rank and next_rank > rank and next_rank <> rank + tied
),

repeated as (
    select document_id, index_code, year, domain_key, measure, unit_key, unit_name, min(quote) as quote, list(figure_id order by figure_id) as figure_ids
    from {{ ref('int_figures') }}
    where measure in ('score', 'rank') and is_current and doubt is null and text_complete and unit_key is not null
        and domain_key is not null and coalesce(scope, 'national') = 'national'
        and locator like 'table:%'
    group by
        document_id, index_code, year, domain_key, measure, unit_key, unit_name,
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
    [figure_id] as figure_ids,
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
    'one ' || measure || ' of ' || unit_name,
    len(figure_ids) || ' ' || measure || 's',
    cast(len(figure_ids) - 1 as double),
    0.0,
    figure_ids,
    quote
from repeated
