{# R13 on the facts: in the first year of a break, no row says that it compares with the year before. #}
{% test breaks_are_told(model, breaks) %}
with breaks as (
    select index_code, coalesce(scope, '') as scope, year, coalesce(domain_code, '') as domain_code
    from {{ breaks }}
    where not comparable
),

rows_of_breaks as (
    select breaks.*, model.domain_key, model.comparable_with_previous
    from breaks
    inner join {{ model }} as model
        on breaks.index_code = model.index_code and breaks.year = model.year
        and model.domain_key = {{ domain_key('breaks.index_code', 'breaks.scope', 'breaks.year', 'model.domain_code') }}
        and (breaks.domain_code in ('', model.domain_code) or starts_with(model.domain_code, breaks.domain_code || '.'))
)

select domain_key, count(*) as rows_found
from rows_of_breaks
where comparable_with_previous is distinct from false
group by domain_key
{% endtest %}
