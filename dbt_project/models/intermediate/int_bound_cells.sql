-- The cells whose bounds are told: those of units of the universe, and of the national mean, of which nothing is printed, in
-- whatever unit of measure. A unit that its publisher left out has no published value that could be bounded.
with units as (
    select index_code, scope, year, domain_code, measure, unnest(units) as unit_key from {{ ref('int_bound_frames') }}
    union
    select index_code, scope, year, domain_code, measure, 'national/viet-nam' from {{ ref('int_bound_frames') }}
    where measure <> 'rank'
)

select units.index_code, units.scope, units.year, units.unit_key, units.domain_code, units.measure
from units
where not exists (
    select 1 from {{ ref('int_bound_statements') }} as statement
    where statement.kind = 'value' and statement.index_code = units.index_code and statement.scope = units.scope
        and statement.year = units.year and statement.unit_key = units.unit_key
        and statement.domain_code = units.domain_code and (statement.measure = 'rank') = (units.measure = 'rank')
)
and not exists (
    select 1 from {{ ref('universe_exceptions') }} as exception
    where exception.status = 'left_out' and exception.index_code = units.index_code and exception.year = units.year
        and exception.unit_key = units.unit_key and coalesce(exception.domain_code, units.domain_code) = units.domain_code
)
