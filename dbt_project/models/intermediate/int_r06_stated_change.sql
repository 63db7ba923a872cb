-- R6 and R7: a stated change of score or rank is the difference of the two years.
-- The document's own figures are compared where it prints them, the facts otherwise. Rounding of all three is allowed,
-- and that both scores were rounded to the digits of the change before they were subtracted.
with figures as (
    select figure.*, if(figure.domain_code = '_total' and index.total_max = 100, '', figure.unit_of_measure) as kind
    from {{ ref('int_figures') }} as figure
    left join {{ ref('indices') }} as index using (index_code)
),

changes as (
    select *, {{ rounding('value_raw') }} as change_rounding, if(measure = 'delta_score', 'R6', 'R7') as rule
    from figures
    where measure in ('delta_score', 'delta_rank') and is_current and doubt is null and unit_key is not null and domain_key is not null
        and base_year is not null
),

-- A change is one of its own kind: percent is never held against points, except that for a total of 100 points they are
-- one kind.
printed as (
    select
        document_id, index_code, scope_slug, year, unit_key, domain_code, measure, kind, value, [figure_id] as figure_ids,
        {{ rounding('value_raw') }} as rounding,
        min(kind) over printings is not distinct from max(kind) over printings as is_only_kind
    from figures
    where measure in ('score', 'rank') and is_current and doubt is null and unit_key is not null
        and coalesce(scope, 'national') = 'national'
    window printings as (partition by document_id, index_code, scope_slug, year, unit_key, domain_code, measure)
    qualify row_number() over (
        partition by document_id, index_code, scope_slug, year, unit_key, domain_code, measure, kind order by nth
    ) = 1
),

chosen as (
    select
        score.index_code, score.scope as scope_slug, score.year, score.unit_key, score.domain_code, 'score' as measure,
        if(score.domain_code = '_total' and index.total_max = 100, '', score.unit_of_measure) as kind,
        score.score as value, score.figure_ids, greatest(score.rounding, 0.005) as rounding
    from {{ ref('int_scores') }} as score
    left join {{ ref('indices') }} as index using (index_code)
    union all
    select index_code, scope, year, unit_key, domain_code, 'rank', null, rank_published, [figure_id], 0
    from {{ ref('int_ranks_printed') }}
),

compared as (
    select
        changes.*,
        coalesce(own_now.value, now.value) as value_now,
        coalesce(own_base.value, base.value) as value_base,
        coalesce(own_now.figure_ids, now.figure_ids) as figures_now,
        coalesce(own_base.figure_ids, base.figure_ids) as figures_base,
        greatest(coalesce(own_now.rounding, now.rounding), changes.change_rounding)
        + greatest(coalesce(own_base.rounding, base.rounding), changes.change_rounding)
        + changes.change_rounding + 1e-9 as tolerance
    from changes
    left join printed as own_now
        on changes.document_id = own_now.document_id and changes.index_code = own_now.index_code
        and changes.scope_slug = own_now.scope_slug and changes.domain_code = own_now.domain_code
        and changes.unit_key = own_now.unit_key and changes.year = own_now.year
        and own_now.measure = replace(changes.measure, 'delta_', '')
        and if(changes.measure = 'delta_score', own_now.kind is not distinct from changes.kind, own_now.is_only_kind)
    left join printed as own_base
        on changes.document_id = own_base.document_id and changes.index_code = own_base.index_code
        and changes.scope_slug = own_base.scope_slug and changes.domain_code = own_base.domain_code
        and changes.unit_key = own_base.unit_key and changes.base_year = own_base.year
        and own_base.measure = replace(changes.measure, 'delta_', '')
        and if(changes.measure = 'delta_score', own_base.kind is not distinct from changes.kind, own_base.is_only_kind)
    left join chosen as now
        on changes.index_code = now.index_code and changes.scope_slug = now.scope_slug
        and changes.domain_code = now.domain_code and changes.unit_key = now.unit_key and changes.year = now.year
        and now.measure = replace(changes.measure, 'delta_', '')
        and (changes.measure = 'delta_rank' or now.kind is not distinct from changes.kind)
    left join chosen as base
        on changes.index_code = base.index_code and changes.scope_slug = base.scope_slug
        and changes.domain_code = base.domain_code and changes.unit_key = base.unit_key and changes.base_year = base.year
        and base.measure = replace(changes.measure, 'delta_', '')
        and (changes.measure = 'delta_rank' or base.kind is not distinct from changes.kind)
)

select
    rule,
    rule || ':' || figure_id as discrepancy_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    if(rule = 'R6', round(value_now - value_base, 4), value_base - value_now) || ' from ' || value_base || ' to ' || value_now as expected,
    cast(value as varchar) as found,
    value - if(rule = 'R6', value_now - value_base, value_base - value_now) as difference,
    if(rule = 'R6', tolerance, 0.0) as tolerance,
    [figure_id] || figures_now || figures_base as figure_ids,
    quote
from compared
where abs(value - if(rule = 'R6', value_now - value_base, value_base - value_now)) > if(rule = 'R6', tolerance, 0.0)
