{# Parents computed from their parts, by the formula of the framework in force.

   `scores` is a relation of (index_code, scope, year, unit_key, domain_code, score, rounding, evidence_rank, figure_ids); `parents` a condition on the
   parent's code. A parent is computed only where every part of it is there.
   What is computed from the publisher's own parts ranks before claims, what is computed from claims behind them.
   sum: total = sum of parts; weighted_sum: total = factor x sum of weight x part (weights as shares). #}
{% macro computed_from_parts(scores, parents) %}
    select
        part.index_code,
        part.scope,
        part.year,
        score.unit_key,
        part.parent_domain_code as domain_code,
        any_value(part.formula) as formula,
        count(*) as parts,
        any_value(part.formula_factor)
        * sum(if(part.formula = 'weighted_sum', part.weight, 1) * score.score order by part.domain_code) as computed,
        any_value(part.formula_factor)
        * sum(if(part.formula = 'weighted_sum', part.weight, 1) * score.rounding order by part.domain_code) as rounding,
        (
            select rank from {{ ref('evidence_rule') }}
            where evidence = if(max(score.evidence_rank) > 2, 'derived_from_claims', 'derived_from_print')
        ) as evidence_rank,
        flatten(list(score.figure_ids order by part.domain_code)) as figure_ids
    from {{ ref('int_domain_parts') }} as part
    inner join {{ scores }} as score
        on part.index_code = score.index_code
        and part.scope = score.scope
        and part.year = score.year
        and part.domain_code = score.domain_code
    where {{ parents }}
    group by part.index_code, part.scope, part.year, score.unit_key, part.parent_domain_code
    having count(*) = any_value(part.parts_expected) and count(score.score) = count(*)
{% endmacro %}
