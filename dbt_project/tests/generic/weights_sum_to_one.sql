{# The shares of a method make one whole of every province that it is given for; every merged province has simple shares. #}
{% test weights_sum_to_one(model, constituents) %}
select as_of, method, unit_34_key, sum(share) as total, cast(null as varchar) as missing
from {{ model }}
group by as_of, method, unit_34_key
having abs(sum(share) - 1) > 1e-12 or min(share) < 0
union all
select constituent.as_of, 'simple_mean', constituent.unit_34_key, null, constituent.unit_key
from {{ constituents }} as constituent
left join {{ model }} as weight
    on weight.method = 'simple_mean' and constituent.as_of = weight.as_of and constituent.unit_key = weight.unit_key
where constituent.constituents_expected > 1 and weight.share is null
{% endtest %}
