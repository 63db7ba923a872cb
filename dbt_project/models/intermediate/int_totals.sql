-- The totals held of each index, year, level and unit of measure, each with its place among them and the next better one.
-- A competition ranking: equal totals share the better place. Totals are compared to six decimals, as their differences are told.
with totals as (
    select
        fact.index_code,
        fact.year,
        fact.unit_key,
        fact.unit_name,
        fact.level,
        fact.domain_key,
        fact.unit_of_measure,
        round(fact.score, 6) as total,
        coalesce(index_year.units_published, index_year.units_expected) as units_expected
    from {{ ref('int_facts') }} as fact
    left join {{ ref('int_index_years') }} as index_year using (index_code, year)
    where fact.domain_code = '_total' and fact.score is not null
        and fact.level in ('province', 'ministry', 'department', 'district', 'commune')
),

steps as (
    select
        domain_key,
        level,
        unit_of_measure,
        total,
        lag(total) over better as next_total,
        lag(string_agg(unit_name, '; ' order by unit_name)) over better as next_unit_names
    from totals
    group by domain_key, level, unit_of_measure, total
    window better as (partition by domain_key, level, unit_of_measure order by total desc)
)

select
    totals.*,
    cast(count(*) over field as integer) as totals_held,
    count(*) over field >= units_expected as is_whole,
    cast(rank() over (field order by totals.total desc) as integer) as place,
    steps.next_total,
    steps.next_unit_names
from totals
inner join steps
    on totals.domain_key = steps.domain_key and totals.level = steps.level and totals.total = steps.total
    and totals.unit_of_measure is not distinct from steps.unit_of_measure
window field as (partition by totals.domain_key, totals.level, totals.unit_of_measure)
