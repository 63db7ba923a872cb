-- Weights of each method as shares of the province of 2025, made of the relative weights of the seed: ones for the simple
-- mean; inhabitants, once a source is there. A method that lacks the weight of a constituent has none for that province.
with weighed as (
    select
        constituent.as_of,
        method.method,
        constituent.unit_key,
        constituent.unit_34_key,
        constituent.constituents_expected,
        weight.weight
    from {{ ref('int_unit_constituents') }} as constituent
    cross join (select distinct method from {{ ref('unit_weights') }}) as method
    left join {{ ref('unit_weights') }} as weight
        on method.method = weight.method
        and constituent.unit_key = weight.from_unit_key
        and constituent.unit_34_key = weight.to_unit_key
    where constituent.constituents_expected > 1
)

select
    as_of,
    method,
    unit_key,
    unit_34_key,
    weight / sum(weight) over target as share
from weighed
window target as (partition by as_of, method, unit_34_key)
qualify count(weight) over target = constituents_expected
