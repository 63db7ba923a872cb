-- What figures state of cells, for reasoning: one chosen score and rank a cell (rivals are told elsewhere; where the score
-- chosen elsewhere is in another unit of measure than the scale, the best in the scale's unit too), and every distinct
-- change, group and gap. Printed figures only: what was derived takes no part in deriving. Ranks among a region or group
-- stay out, and so do changes whose year to change from is not told.
-- `measure` keeps apart what is never mixed: a score in the unit of its scale, one in another unit, and a rank.
with domains as (
    select index_code, scope, year, domain_code, max_score, formula from {{ ref('int_framework_domain_years') }}
),

scores as (
    select
        'value' as kind,
        score.index_code,
        score.scope,
        score.year,
        score.unit_key,
        score.domain_code,
        {{ own_measure('score.unit_of_measure', 'domain', 'score.domain_code') }} as measure,
        cast(score.score as varchar) as value,
        {{ decimals('figure.value_raw') }} as decimals,
        score.figure_id,
        score.document_id,
        score.evidence_rank as evidence,
        score.sources_agree as sources,
        cast(null as integer) as base_year,
        cast(null as varchar) as high
    from {{ ref('int_scores_printed') }} as score
    inner join {{ ref('int_figures') }} as figure using (figure_id)
    inner join {{ ref('indices') }} as index on score.index_code = index.index_code
    left join domains as domain
        on score.index_code = domain.index_code and score.scope = domain.scope and score.year = domain.year
        and score.domain_code = domain.domain_code
),

-- Scores of the scale's unit in cells whose chosen score is in another.
scores_of_scale as (
    select
        'value',
        figure.index_code,
        figure.scope_slug,
        figure.year,
        figure.unit_key,
        figure.domain_code,
        'score',
        cast(figure.value as varchar),
        {{ decimals('figure.value_raw') }},
        figure.figure_id,
        figure.document_id,
        rule.rank,
        count(distinct source.source_key) over printed_alike as sources,
        null,
        null
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('int_figure_sources') }} as source using (figure_id)
    inner join {{ ref('evidence_rule') }} as rule using (evidence)
    inner join {{ ref('indices') }} as index on figure.index_code = index.index_code
    inner join scores as chosen
        on figure.index_code = chosen.index_code and figure.scope_slug = chosen.scope and figure.year = chosen.year
        and figure.unit_key = chosen.unit_key and figure.domain_code = chosen.domain_code
    left join domains as domain
        on figure.index_code = domain.index_code and figure.scope_slug = domain.scope and figure.year = domain.year
        and figure.domain_code = domain.domain_code
    where chosen.measure <> 'score' and figure.measure = 'score' and figure.is_current and figure.doubt is null
        and {{ own_measure('figure.unit_of_measure', 'domain', 'figure.domain_code') }} = 'score'
    window printed_alike as (
        partition by figure.index_code, figure.scope_slug, figure.year, figure.unit_key, figure.domain_code, figure.value
    )
    qualify row_number() over (
        partition by figure.index_code, figure.scope_slug, figure.year, figure.unit_key, figure.domain_code
        order by rule.rank, sources desc, {{ decimals('figure.value_raw') }} desc, figure.figure_id
    ) = 1
),

ranks as (
    select
        'value', index_code, scope, year, unit_key, domain_code, 'rank', cast(rank_published as varchar), 0, figure_id,
        document_id, evidence_rank, sources_agree, null, null
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
        if(figure.measure = 'delta_rank', 'rank', {{ own_measure('figure.unit_of_measure', 'domain', 'figure.domain_code') }}) as measure,
        cast(figure.value as varchar) as value,
        {{ decimals('figure.value_raw') }} as decimals,
        figure.figure_id,
        figure.document_id,
        rule.rank as best,
        count(distinct source.source_key) over printed_alike as sources,
        case when figure.measure like 'delta_%' then figure.base_year end as base_year,
        row_number() over (printed_alike order by rule.rank, {{ decimals('figure.value_raw') }} desc, figure.figure_id) as nth
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('int_figure_sources') }} as source using (figure_id)
    inner join {{ ref('evidence_rule') }} as rule using (evidence)
    inner join {{ ref('indices') }} as index on figure.index_code = index.index_code
    left join domains as domain
        on figure.index_code = domain.index_code and figure.scope_slug = domain.scope and figure.year = domain.year
        and figure.domain_code = domain.domain_code
    left join domains as base_domain
        on figure.index_code = base_domain.index_code and figure.scope_slug = base_domain.scope
        and figure.base_year = base_domain.year and figure.domain_code = base_domain.domain_code
    where figure.measure in ('delta_score', 'delta_rank', 'gap_to_first', 'gap_to_mean')
        and figure.is_current and figure.doubt is null and figure.unit_key is not null and figure.domain_code is not null
        and (figure.scope is null or figure.scope in ('national', 'older'))
        and (figure.base_year is not null or figure.measure not like 'delta_%')
        -- Between scales of different units there is no change.
        and (
            figure.measure <> 'delta_score'
            or {{ own_unit('domain', 'figure.domain_code') }} = {{ own_unit('base_domain', 'figure.domain_code') }}
        )
    window printed_alike as (
        partition by
            figure.index_code, figure.scope_slug, figure.year, figure.unit_key, figure.domain_code, figure.measure,
            figure.unit_of_measure, figure.base_year, figure.value
    )
),

groups as (
    select
        'group', figure.index_code, figure.scope_slug, figure.year, figure.unit_key, figure.domain_code, 'score',
        cast(cutoff.low as varchar), 0, figure.figure_id, figure.document_id, rule.rank, 1, null, cast(cutoff.high as varchar)
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
select * from scores_of_scale
union all
select * from ranks
union all
select
    kind, index_code, scope, year, unit_key, domain_code, measure, value, decimals, figure_id, document_id,
    if(sources >= 2, least(best, (select rank from claims_agree)), best), sources, base_year, null
from stated
where nth = 1
union all
select * from groups
