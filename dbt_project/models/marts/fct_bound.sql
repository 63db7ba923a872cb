-- What follows of scores and ranks that nobody printed: an interval that holds the published value, and its proof.
-- E where it closes to the printed precision. Rows that say no more than the scale are left out.
select
    bound.bound_key,
    bound.index_code,
    bound.year,
    bound.unit_key,
    unit.canonical_name as unit_name,
    unit.level,
    bound.domain_key,
    bound.domain_code,
    bound.measure,
    bound.unit_of_measure,
    bound.low,
    bound.high,
    round(bound.high - bound.low, 6) as width,
    bound.value,
    bound.decimals,
    if(bound.value is null, 'bounded', 'E') as status,
    len(bound.figure_ids) as figures,
    bound.figure_ids,
    bound.proof
from {{ ref('int_bounds') }} as bound
left join {{ ref('dim_unit') }} as unit using (unit_key)
order by bound.bound_key
