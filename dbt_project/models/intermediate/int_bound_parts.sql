-- Parents and parts for reasoning, coefficients as decimal text. Weights are known to so many digits that a total may be off
-- by a hundredth; the parts share that slack. Sums without weights need none beyond rounding. Years whose totals are known
-- not to follow from the parts are left out: there the formula, not a figure, is in doubt.
select
    index_code,
    scope,
    year,
    parent_domain_code as parent_code,
    domain_code,
    cast(cast(formula_factor * if(formula = 'weighted_sum', weight, 1) as decimal(12, 6)) as varchar) as coefficient,
    cast(cast(if(formula = 'weighted_sum', 0.001 * formula_factor / parts_expected, 0) as decimal(12, 9)) as varchar) as slack
from {{ ref('int_domain_parts') }} as part
where not exists (
    select 1 from {{ ref('known_source_errors') }} as known
    where known.rule = 'R2' and known.index_code = part.index_code and known.year = part.year
        and known.unit_key is null
)
