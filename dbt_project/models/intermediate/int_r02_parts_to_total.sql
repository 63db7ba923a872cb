-- R2: a printed score is what its parts make by the framework's formula, within 0.005 x (parts + 1).
select
    'R2' as rule,
    'R2:' || {{ score_key('printed.index_code', 'printed.year', 'printed.unit_key', 'printed.domain_code') }} as discrepancy_id,
    printed.index_code,
    printed.year,
    printed.unit_key,
    printed.domain_key,
    printed.document_id,
    cast(round(sums.computed, 4) as varchar) as expected,
    cast(round(printed.score, 4) as varchar) as found,
    printed.score - sums.computed as difference,
    0.005 * (sums.parts + 1) as tolerance,
    [printed.figure_id] || sums.figure_ids as figure_ids,
    figure.quote
from {{ ref('int_scores_printed') }} as printed
inner join {{ ref('int_part_sums') }} as sums using (index_code, scope, year, unit_key, domain_code)
inner join {{ ref('int_figures') }} as figure using (figure_id)
where abs(printed.score - sums.computed) > 0.005 * (sums.parts + 1)
