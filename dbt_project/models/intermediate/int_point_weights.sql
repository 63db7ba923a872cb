-- What one point of a domain weighs in its total, along the formulas of the framework in force: a domain counts as the
-- framework's formula says, a part of a domain as its domain does. No formula, or a weight that is not known: no row.
with recursive paths as (
    select
        index_code,
        scope,
        year,
        domain_code,
        formula_factor * if(formula = 'weighted_sum', weight, 1) as weight_in_total
    from {{ ref('int_domain_parts') }}
    where parent_domain_code = '_total'
    union all
    select
        part.index_code,
        part.scope,
        part.year,
        part.domain_code,
        paths.weight_in_total * part.formula_factor * if(part.formula = 'weighted_sum', part.weight, 1)
    from {{ ref('int_domain_parts') }} as part
    inner join paths
        on part.index_code = paths.index_code and part.scope = paths.scope and part.year = paths.year
        and part.parent_domain_code = paths.domain_code
)

select
    {{ domain_key('index_code', 'scope', 'year', 'domain_code') }} as domain_key,
    round(weight_in_total, 9) as weight_in_total
from paths
