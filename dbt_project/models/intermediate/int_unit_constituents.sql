-- On each day whose units an index-year uses: the provinces then, and the province of 2025 that each is part of.
with days as (
    select distinct as_of from {{ ref('int_index_years') }}
),

placed as (
    select days.as_of, unit.unit_key, chain.unit_34_key
    from days
    inner join {{ ref('units') }} as unit
        on unit.level = 'province'
        and days.as_of between coalesce(unit.valid_from, date '1900-01-01') and coalesce(unit.valid_to, date '9999-12-31')
    inner join {{ ref('int_unit_to_34') }} as chain using (unit_key)
)

select
    as_of,
    unit_key,
    unit_34_key,
    cast(count(*) over target as integer) as constituents_expected,
    list(unit_key) over (
        partition by as_of, unit_34_key order by unit_key
        rows between unbounded preceding and unbounded following
    ) as constituents
from placed
window target as (partition by as_of, unit_34_key)
