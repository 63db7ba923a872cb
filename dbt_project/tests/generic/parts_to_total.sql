{# R2 on the facts, computed anew from the framework's own rows: whoever breaks the formula must stand in the list of
   discrepancies. Sums only; weighted sums are proved by the unit tests of int_part_sums. #}
{% test parts_to_total(model, discrepancies) %}
with parts as (
    select part.parent_domain_key, score.unit_key, count(*) as parts, sum(score.score) as computed
    from {{ model }} as score
    inner join {{ ref('dim_domain') }} as part using (domain_key)
    inner join {{ ref('dim_framework') }} as framework using (framework_key)
    where framework.formula = 'sum' and part.parent_domain_key is not null and score.score is not null
    group by part.parent_domain_key, score.unit_key
),

whole as (
    select parent_domain_key, count(*) as parts
    from {{ ref('dim_domain') }}
    where parent_domain_key is not null
    group by parent_domain_key
)

select total.score_key, total.score, parts.computed
from {{ model }} as total
inner join parts on total.domain_key = parts.parent_domain_key and total.unit_key = parts.unit_key
inner join whole on parts.parent_domain_key = whole.parent_domain_key and parts.parts = whole.parts
where abs(total.score - parts.computed) > 0.005 * (parts.parts + 1)
    and not exists (
        select 1 from {{ discrepancies }} as known
        where known.rule = 'R2' and known.discrepancy_id = 'R2:' || total.score_key
    )
{% endtest %}
