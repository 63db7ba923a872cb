-- R2: a printed score is what its parts make by the framework's formula.
-- Tolerance: what the rounding of all printed values can explain, at least 0.01 (weights are known to so much) and at
-- most what it could if the parts had the total's decimals, two at most: parts printed coarser excuse no whole points.
with compared as (
    select
        printed.*,
        sums.computed,
        sums.figure_ids as part_figure_ids,
        cast(greatest(0.01, least(printed.rounding + sums.rounding, greatest(0.005, printed.rounding) * (sums.parts + 1))) as double) as tolerance
    from {{ ref('int_scores_printed') }} as printed
    inner join {{ ref('int_part_sums') }} as sums using (index_code, scope, year, unit_key, domain_code)
    where printed.domain_code = '_total' or printed.unit_of_measure is distinct from 'percent'
)

select
    'R2' as rule,
    'R2:' || {{ score_key('compared.index_code', 'compared.year', 'compared.unit_key', 'compared.domain_code') }} as discrepancy_id,
    compared.index_code,
    compared.year,
    compared.unit_key,
    compared.domain_key,
    compared.document_id,
    cast(round(compared.computed, 4) as varchar) as expected,
    cast(round(compared.score, 4) as varchar) as found,
    compared.score - compared.computed as difference,
    compared.tolerance,
    [compared.figure_id] || compared.part_figure_ids as figure_ids,
    figure.quote
from compared
inner join {{ ref('int_figures') }} as figure using (figure_id)
where abs(compared.score - compared.computed) > compared.tolerance + 1e-9
