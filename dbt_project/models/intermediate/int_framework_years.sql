-- The framework in force for each index, scope and year: until it ends, the next one begins, or nothing is known yet.
-- A year is a break of the whole index where series_breaks says so of the index or of its total.
with bounded as (
    select
        *,
        lead(valid_from_year) over (partition by index_code, scope order by valid_from_year) as next_from_year
    from (select * replace (coalesce(scope, '') as scope) from {{ ref('frameworks') }})
),

years as (
    select distinct year from {{ ref('int_index_years') }}
),

breaks as (
    select distinct index_code, coalesce(scope, '') as scope, year
    from {{ ref('series_breaks') }}
    where not comparable and coalesce(domain_code, '_total') = '_total'
)

select
    bounded.framework_key,
    bounded.index_code,
    bounded.scope,
    years.year,
    bounded.formula,
    coalesce(bounded.formula_factor, 1) as formula_factor,
    bounded.total_max,
    breaks.year is not null as is_break
from bounded
inner join years
    on years.year >= bounded.valid_from_year
    and years.year <= coalesce(bounded.valid_to_year, 9999)
    and years.year < coalesce(bounded.next_from_year, 10000)
left join breaks
    on bounded.index_code = breaks.index_code and bounded.scope = breaks.scope and years.year = breaks.year
