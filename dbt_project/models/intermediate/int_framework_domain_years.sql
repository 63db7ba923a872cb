-- The domains of the framework in force, year by year.
select
    {{ domain_key('in_force.index_code', 'in_force.scope', 'in_force.year', 'domain.domain_code') }} as domain_key,
    in_force.index_code,
    in_force.scope,
    in_force.year,
    in_force.framework_key,
    in_force.formula,
    in_force.formula_factor,
    domain.domain_code,
    domain.parent_domain_code,
    domain.sort_order,
    domain.name_vi,
    domain.name_en,
    domain.max_score,
    domain.min_score,
    domain.weight,
    domain.conformed_code,
    domain.conformed_match,
    domain.source
from {{ ref('int_framework_years') }} as in_force
inner join {{ ref('framework_domains') }} as domain using (framework_key)
