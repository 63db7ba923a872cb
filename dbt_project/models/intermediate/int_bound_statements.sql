-- What figures state of cells, for reasoning: one chosen score and rank a cell (rivals are told elsewhere), and every distinct
-- change, group and gap. Printed figures only: what was derived takes no part in deriving. Ranks among a region or group
-- stay out, and so do changes whose year to change from is not told.
-- `measure` keeps apart what is never mixed: a score in the index's own unit of measure, one in another unit, and a rank.
with scores as (
    select
        'value' as kind,
        score.index_code,
        score.scope,
        score.year,
        score.unit_key,
        score.domain_code,
        {{ own_measure('score.unit_of_measure', 'score.domain_code') }} as measure,
        cast(score.score as varchar) as value,
        {{ decimals('figure.value_raw') }} as decimals,
        score.figure_id,
        score.evidence_rank as evidence,
        score.sources_agree as sources,
        cast(null as integer) as base_year,
        cast(null as varchar) as high
    from {{ ref('int_scores_printed') }} as score
    inner join {{ ref('int_figures') }} as figure using (figure_id)
    inner join {{ ref('indices') }} as index on score.index_code = index.index_code
),

ranks as (
    select
        'value', index_code, scope, year, unit_key, domain_code, 'rank', cast(rank_published as varchar), 0, figure_id,
        evidence_rank, sources_agree, null, null
    from {{ ref('int_ranks_printed') }}
),

stated as (
    select
        if(figure.measure like 'delta_%', 'change', figure.measure) as kind,
        figure.index_code,
        figure.scope_slug as scope,
        figure.year,
        figure.unit_key,
        figure.domain_code,
        if(figure.measure = 'delta_rank', 'rank', {{ own_measure('figure.unit_of_measure', 'figure.domain_code') }}) as measure,
        cast(figure.value as varchar) as value,
        {{ decimals('figure.value_raw') }} as decimals,
        figure.figure_id,
        rule.rank as best,
        count(distinct {{ site_of('figure.document_id') }}) over printed_alike as sources,
        case when figure.measure like 'delta_%' then figure.base_year end as base_year,
        row_number() over (printed_alike order by rule.rank, {{ decimals('figure.value_raw') }} desc, figure.figure_id) as nth
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('evidence_rule') }} as rule using (evidence)
    inner join {{ ref('indices') }} as index using (index_code)
    where figure.measure in ('delta_score', 'delta_rank', 'gap_to_first', 'gap_to_mean')
        and figure.is_current and figure.doubt is null and figure.unit_key is not null and figure.domain_code is not null
        and (figure.scope is null or figure.scope in ('national', 'older'))
        and (figure.base_year is not null or figure.measure not like 'delta_%')
    window printed_alike as (
        partition by
            figure.index_code, figure.scope_slug, figure.year, figure.unit_key, figure.domain_code, figure.measure,
            figure.unit_of_measure, figure.base_year, figure.value
    )
),

groups as (
    select
        'group', figure.index_code, figure.scope_slug, figure.year, figure.unit_key, figure.domain_code, 'score',
        cast(cutoff.low as varchar), 0, figure.figure_id, rule.rank, 1, null, cast(cutoff.high as varchar)
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('evidence_rule') }} as rule using (evidence)
    inner join {{ ref('group_cutoffs') }} as cutoff
        on figure.index_code = cutoff.index_code and figure.year = cutoff.year and figure.value = cutoff.group_value
        and figure.scope_slug = coalesce(cutoff.scope, '')
    where figure.measure = 'group' and figure.domain_code = '_total' and figure.is_current and figure.doubt is null
        and figure.unit_key is not null
),

claims_agree as (
    select rank from {{ ref('evidence_rule') }} where evidence = 'claims_agree'
)

select * from scores
union all
select * from ranks
union all
select
    kind, index_code, scope, year, unit_key, domain_code, measure, value, decimals, figure_id,
    if(sources >= 2, least(best, (select rank from claims_agree)), best), sources, base_year, null
from stated
where nth = 1
union all
select * from groups
