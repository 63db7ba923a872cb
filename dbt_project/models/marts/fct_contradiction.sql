-- Printed figures that cannot all be true: a minimal set, what each states, and which one the reasoning does without.
-- The weakest is set aside: the worst class of evidence, then the fewest independent sources, then the one in most
-- contradictions, then the last key. Nothing is
-- said about which figure is wrong; it stays printed.
select
    'contradiction:' || inferred.set_aside as contradiction_id,
    figure.index_code,
    figure.year,
    figure.unit_key,
    unit.canonical_name as unit_name,
    figure.domain_key,
    figure.measure,
    inferred.set_aside as set_aside_figure_id,
    len(inferred.figure_ids) as figures,
    inferred.figure_ids,
    inferred.states,
    inferred.proof
from {{ ref('int_inferred') }} as inferred
inner join {{ ref('int_figures') }} as figure on inferred.set_aside = figure.figure_id
left join {{ ref('dim_unit') }} as unit on figure.unit_key = unit.unit_key
where inferred.kind = 'contradiction'
order by contradiction_id
