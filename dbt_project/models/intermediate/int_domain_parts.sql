-- Parent and part of each framework with a formula; a weighted sum needs every weight.
select
    index_code,
    scope,
    year,
    parent_domain_code,
    domain_code,
    if(parent_domain_code = '_total', formula, 'sum') as formula,
    if(parent_domain_code = '_total', formula_factor, 1) as formula_factor,
    weight,
    count(*) over (partition by index_code, scope, year, parent_domain_code) as parts_expected
from {{ ref('int_framework_domain_years') }}
where parent_domain_code is not null
    and (formula = 'sum' or (formula = 'weighted_sum' and weight is not null))
