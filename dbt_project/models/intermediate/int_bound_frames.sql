-- The frames that cells stand in, for reasoning: one an index, scope, year, domain and measure, with its scale, the digits that
-- the publisher prints, the number of ranks and the units ranked. Where the scale is not known nothing is said.
-- A domain without a known maximum is at most the whole; ends such as a third are known to two digits. The publisher's digits are the most that a tenth of the index's
-- scores have, two at the least. A frame is whole where all of its units are known and published. Local indices declare no
-- universe and rank by groups, so nothing follows from their ranks.
with cells as (
    select distinct index_code, scope, year, domain_code, measure from {{ ref('int_bound_statements') }}
    union
    select distinct index_code, scope, base_year, domain_code, measure from {{ ref('int_bound_statements') }}
    where base_year is not null
),

framework_cells as (
    select domain.index_code, domain.scope, domain.year, domain.domain_code
    from {{ ref('int_framework_domain_years') }} as domain
    where exists (
        select 1 from cells where cells.index_code = domain.index_code and cells.scope = domain.scope and cells.year = domain.year
    )
),

wanted as (
    select index_code, scope, year, domain_code, measure from cells where measure in ('score', 'rank')
    union
    select index_code, scope, year, domain_code, 'score' from cells
    union
    select index_code, scope, year, domain_code, 'score' from framework_cells
),

digits as (
    select index_code, greatest(max(decimals) filter (as_many >= 0.1 * all_scores), 2) as decimals
    from (
        select
            index_code,
            least(decimals, 6) as decimals,
            count(*) over (partition by index_code order by least(decimals, 6) desc) as as_many,
            count(*) over (partition by index_code) as all_scores
        from {{ ref('int_bound_statements') }}
        where kind = 'value' and measure = 'score'
    )
    group by index_code
),

national_units as (
    select index_code, year, list(unit_key order by unit_key) as units
    from {{ ref('int_universe') }}
    group by index_code, year
),

most_ranks as (
    select
        index_code,
        scope_slug as scope,
        year,
        domain_code,
        cast(max(value) as integer) as places
    from {{ ref('int_figures') }}
    where measure in ('rank', 'rank_of') and is_current and doubt is null and coalesce(scope, 'national') = 'national'
    group by all
),

-- Units that the publisher ranked nobody as: those left out, and those published without the domain.
left_out as (
    select wanted.index_code, wanted.year, wanted.domain_code, count(distinct exception.unit_key) as units
    from (select distinct index_code, year, domain_code from wanted) as wanted
    inner join {{ ref('universe_exceptions') }} as exception
        on wanted.index_code = exception.index_code and wanted.year = exception.year
        and (exception.status = 'left_out' or exception.status = 'partly_published')
        and coalesce(exception.domain_code, wanted.domain_code) = wanted.domain_code
    group by all
),

described as (
    select
        wanted.*,
        if(wanted.measure = 'rank', 1, floor(100 * coalesce(domain.min_score, 0)) / 100) as low,
        ceil(100 * coalesce(domain.max_score, framework_total.max_score, index.total_max)) / 100 as high,
        if(wanted.measure = 'score', {{ own_unit('domain', 'wanted.domain_code') }}, null) as unit_of_measure,
        coalesce(left_out.units, 0) as left_out,
        if(wanted.measure = 'rank', 0, coalesce(digits.decimals, 2)) as decimals,
        coalesce(index_year.units_expected, most_ranks.places, 0) as places,
        coalesce(national_units.units, []) as units,
        index_year.units_expected is not null
        and coalesce(index_year.units_published, index_year.units_expected) = index_year.units_expected
        and len(national_units.units) = index_year.units_expected as is_whole,
        averaged.index_code is not null as is_averaged
    from wanted
    inner join {{ ref('indices') }} as index using (index_code)
    left join {{ ref('int_framework_domain_years') }} as domain using (index_code, scope, year, domain_code)
    left join {{ ref('int_framework_domain_years') }} as framework_total
        on wanted.index_code = framework_total.index_code and wanted.scope = framework_total.scope
        and wanted.year = framework_total.year and framework_total.domain_code = '_total'
    left join digits on wanted.index_code = digits.index_code
    left join {{ ref('int_index_years') }} as index_year on wanted.index_code = index_year.index_code and wanted.year = index_year.year
    left join national_units on wanted.index_code = national_units.index_code and wanted.year = national_units.year
    left join {{ ref('national_means') }} as averaged on wanted.index_code = averaged.index_code
    left join left_out
        on wanted.index_code = left_out.index_code and wanted.year = left_out.year and wanted.domain_code = left_out.domain_code
    left join most_ranks
        on wanted.index_code = most_ranks.index_code and wanted.scope = most_ranks.scope and wanted.year = most_ranks.year
        and wanted.domain_code = most_ranks.domain_code
)

select
    index_code,
    scope,
    year,
    domain_code,
    measure,
    unit_of_measure,
    cast(low as varchar) as low,
    cast(if(measure = 'rank', places, high) as varchar) as high,
    cast(decimals as integer) as decimals,
    cast(places as integer) as places,
    is_whole,
    units,
    is_averaged,
    cast(left_out as integer) as left_out
from described
where if(measure = 'rank', places > 0, high is not null)
