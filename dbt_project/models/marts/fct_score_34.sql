-- Scores of all years on the 34 provinces of July 2025. A merged province has no official score before 2025: each row says
-- by which method it was made, and ranks are computed anew among the 34, never averaged.
with gathered as (
    select
        index_code,
        year,
        unit_34_key as unit_key,
        domain_key,
        any_value(domain_code) as domain_code,
        any_value(domain_name_vi) as domain_name_vi,
        any_value(domain_name_en) as domain_name_en,
        any_value(as_of) as as_of,
        any_value(scale) as unit_of_measure,
        max(max_score) as max_score,
        bool_or(is_series_break) as is_series_break,
        any_value(constituents) as constituents,
        any_value(constituents_expected) as constituents_expected,
        cast(count(*) as integer) as constituents_scored,
        list(score_key order by score_key) as score_keys,
        list(evidence order by evidence_rank desc, evidence_class)[1] as evidence,
        list(evidence_class order by evidence_rank desc, evidence_class)[1] as evidence_class,
        any_value(score) as only_score,
        any_value(status) as only_status,
        min(score) as low,
        max(score) as high
    from {{ ref('int_scores_on_34') }}
    group by index_code, year, unit_34_key, domain_key
),

means as (
    select
        weight.method,
        score.domain_key,
        score.unit_34_key as unit_key,
        sum(weight.share * score.score order by score.score_key) as mean
    from {{ ref('int_scores_on_34') }} as score
    inner join {{ ref('int_unit_weights') }} as weight using (as_of, unit_key)
    group by weight.method, score.domain_key, score.unit_34_key, score.constituents_expected
    having count(*) = score.constituents_expected
),

casts as (
    select *, 'unchanged' as method, only_score as score, only_status as status
    from gathered
    where constituents_expected = 1
    union all by name
    select gathered.*, means.method, means.mean as score, 'E' as status
    from gathered
    inner join means using (domain_key, unit_key)
    union all by name
    select *, 'range' as method, null as score, 'E' as status
    from gathered
    where constituents_expected > 1
),

-- Unchanged provinces are ranked beside the merged ones of each method.
fields as (
    select method.method as field, casts.domain_key, casts.unit_key, casts.method, casts.score
    from (select distinct method from {{ ref('unit_weights') }}) as method
    inner join casts on casts.method in ('unchanged', method.method)
),

ranks as (
    select
        domain_key,
        unit_key,
        method,
        field,
        cast(rank() over (partition by field, domain_key order by round(score, 9) desc) as integer) as rank_computed
    from fields
    qualify count(*) over (partition by field, domain_key)
        = (select count(*) from {{ ref('units') }} where level = 'province' and geography = '34-2025')
)

select
    {{ score_key('casts.index_code', 'casts.year', 'casts.unit_key', 'casts.domain_code') }} || '/' || casts.method as score_34_key,
    casts.index_code,
    casts.year,
    casts.unit_key,
    unit.canonical_name as unit_name,
    casts.domain_key,
    casts.domain_code,
    casts.domain_name_vi,
    casts.domain_name_en,
    casts.method,
    casts.score,
    if(casts.method = 'range', casts.low, null) as low,
    if(casts.method = 'range', casts.high, null) as high,
    casts.max_score,
    if(casts.unit_of_measure = 'percent', casts.score, casts.score / casts.max_score * 100) as percent,
    casts.unit_of_measure,
    ranks.rank_computed,
    casts.status,
    casts.is_series_break,
    casts.evidence,
    casts.evidence_class,
    casts.constituents,
    casts.constituents_expected,
    casts.constituents_scored,
    casts.score_keys
from casts
inner join {{ ref('units') }} as unit using (unit_key)
left join ranks
    on casts.domain_key = ranks.domain_key and casts.unit_key = ranks.unit_key and casts.method = ranks.method
    and ranks.field = if(casts.method = 'unchanged', 'simple_mean', casts.method)
order by score_34_key
