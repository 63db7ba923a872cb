-- Scoring schemes with their formula as data; what no source told is null. The break that a scheme brought is that of its
-- first year in series_breaks.
with breaks as (
    select
        index_code,
        scope,
        year,
        any_value(year) || ': ' || string_agg(reason_en, '; ' order by domain_code nulls first, kind) as series_break
    from {{ ref('series_breaks') }}
    where not comparable and coalesce(domain_code, '_total') = '_total'
    group by index_code, scope, year
)

select
    framework.framework_key,
    framework.index_code,
    coalesce(framework.scope, '') as scope,
    valid_from_year,
    valid_to_year,
    decision,
    formula,
    formula_factor,
    total_min,
    total_max,
    domain_count,
    criteria_count,
    subcriteria_count,
    max_assessed,
    max_survey,
    breaks.series_break,
    weights_status,
    source,
    note
from {{ ref('frameworks') }} as framework
left join breaks
    on framework.index_code = breaks.index_code
    and framework.scope is not distinct from breaks.scope
    and framework.valid_from_year = breaks.year
order by framework.framework_key
