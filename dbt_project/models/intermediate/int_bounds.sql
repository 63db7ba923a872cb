-- Bounds as reasoned, with the value where the interval closes to the printed precision: no published value is further from
-- the middle than one unit of the last digit of the coarsest figure used, of four at the most; a rank where only one is left.
with bounds as (
    select * replace (least(decimals, 4) as decimals)
    from {{ ref('int_inferred') }}
    where kind = 'bound'
),

frames as (
    select index_code, scope, year, domain_code, measure, unit_of_measure from {{ ref('int_bound_frames') }}
)

select
    {{ bound_key('index_code', 'year', 'unit_key', 'domain_code', 'measure') }} as bound_key,
    index_code,
    scope,
    year,
    unit_key,
    {{ domain_key('index_code', 'scope', 'year', 'domain_code') }} as domain_key,
    domain_code,
    measure,
    frames.unit_of_measure,
    low,
    high,
    {{ closed_value('low', 'high', 'decimals', 'measure') }} as value,
    decimals,
    figure_ids,
    proof
from bounds
left join frames using (index_code, scope, year, domain_code, measure)
