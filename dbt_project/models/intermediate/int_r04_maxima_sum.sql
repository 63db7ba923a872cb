-- R4: the maxima of a whole table of domains sum to the total's. A table is whole where its scores sum to its total.
with domains as (
    select
        score.document_id,
        score.index_code,
        score.year,
        score.unit_key,
        score.scope_slug as scope,
        sum(score.value order by score.domain_code) as scores_sum,
        sum(maximum.max_score order by score.domain_code) as maxima_sum,
        count(*) as parts,
        list(maximum.figure_id order by score.domain_code) as figure_ids,
        string_agg(maximum.max_score, ' + ' order by score.domain_code) as sum_as_text
    from {{ ref('int_figures') }} as score
    inner join {{ ref('int_maxima') }} as maximum using (document_id, capture_id, unit_key, domain_key)
    where score.measure = 'score' and score.is_current and score.doubt is null and score.nth = 1 and score.domain_code <> '_total'
        and strpos(score.domain_code, '.') = 0
    group by all
),

totals as (
    select document_id, index_code, year, unit_key, domain_key, value as total
    from {{ ref('int_figures') }}
    where measure = 'score' and is_current and doubt is null and nth = 1 and domain_code = '_total'
)

select
    'R4' as rule,
    'R4:' || domains.document_id || '#' || domains.unit_key || '.' || domains.index_code || '.' || domains.year as discrepancy_id,
    domains.index_code,
    domains.year,
    domains.unit_key,
    totals.domain_key,
    domains.document_id,
    cast(coalesce(framework.total_max, index.total_max) as varchar) as expected,
    domains.maxima_sum || ' = ' || domains.sum_as_text as found,
    domains.maxima_sum - coalesce(framework.total_max, index.total_max) as difference,
    0.005 as tolerance,
    domains.figure_ids,
    cast(null as varchar) as quote
from domains
inner join totals using (document_id, index_code, year, unit_key)
left join {{ ref('int_framework_years') }} as framework
    on domains.index_code = framework.index_code and domains.scope = framework.scope and domains.year = framework.year
left join {{ ref('indices') }} as index on domains.index_code = index.index_code
where abs(domains.scores_sum - totals.total) <= 0.005 * (domains.parts + 1)
    and abs(domains.maxima_sum - coalesce(framework.total_max, index.total_max)) > 0.005
