-- What follows of scores and ranks that nobody printed: an interval that holds the published value, and its proof.
-- E where it closes to the printed precision: no published value is further from the middle than one unit of the last
-- digit of the coarsest figure used, of four at the most; a rank where only one is left. Rows that say no more than the scale are left out.
with closing as (
    select
        inferred.*,
        {{ closed_value('inferred.low', 'inferred.high', 'inferred.decimals', 'inferred.measure') }} as value
    from (select * replace (least(decimals, 4) as decimals) from {{ ref('int_inferred') }}) as inferred
    where inferred.kind = 'bound'
)

select
    {{ bound_key('closing.index_code', 'closing.year', 'closing.unit_key', 'closing.domain_code', 'closing.measure') }} as bound_key,
    closing.index_code,
    closing.year,
    closing.unit_key,
    unit.canonical_name as unit_name,
    unit.level,
    {{ domain_key('closing.index_code', 'closing.scope', 'closing.year', 'closing.domain_code') }} as domain_key,
    closing.domain_code,
    closing.measure,
    closing.low,
    closing.high,
    round(closing.high - closing.low, 6) as width,
    closing.value,
    closing.decimals,
    if(closing.value is null, 'bounded', 'E') as status,
    len(closing.figure_ids) as figures,
    closing.figure_ids,
    closing.proof
from closing
left join {{ ref('dim_unit') }} as unit using (unit_key)
order by bound_key
