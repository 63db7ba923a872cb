-- The framework in force for each index, scope and year: until it ends, the next one begins, or nothing is known yet.
with bounded as (
    select
        *,
        lead(valid_from_year) over (partition by index_code, scope order by valid_from_year) as next_from_year
    from (select * replace (coalesce(scope, '') as scope) from {{ ref('frameworks') }})
),

years as (
    select distinct year from {{ ref('int_index_years') }}
)

select
    bounded.framework_key,
    bounded.index_code,
    bounded.scope,
    years.year,
    bounded.formula,
    coalesce(bounded.formula_factor, 1) as formula_factor,
    bounded.total_max,
    bounded.series_break is not null and years.year = bounded.valid_from_year as is_break
from bounded
inner join years
    on years.year >= bounded.valid_from_year
    and years.year <= coalesce(bounded.valid_to_year, 9999)
    and years.year < coalesce(bounded.next_from_year, 10000)
