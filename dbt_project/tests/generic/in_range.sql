{# Values lie within bounds, but for those that a discrepancy of R3 tells of. #}
{% test in_range(model, column, low, high, discrepancies) %}
select *
from {{ model }}
where {{ column }} not between {{ low }} - 1e-9 and {{ high }} + 1e-9
    and not exists (
        select 1 from {{ discrepancies }} as known
        where known.rule = 'R3' and list_contains(known.figure_ids, figure_id)
    )
{% endtest %}
