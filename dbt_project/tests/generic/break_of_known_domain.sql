{# A break names a domain of the scheme of its year, where a scheme is known; a mistyped code would break nothing. #}
{% test break_of_known_domain(model, domains) %}
select breaks.*
from {{ model }} as breaks
where breaks.domain_code is not null
    and exists (
        select 1 from {{ domains }} as known
        where known.index_code = breaks.index_code and known.scope = coalesce(breaks.scope, '') and known.year = breaks.year
    )
    and not exists (
        select 1 from {{ domains }} as known
        where known.index_code = breaks.index_code and known.scope = coalesce(breaks.scope, '') and known.year = breaks.year
            and known.domain_code = breaks.domain_code
    )
{% endtest %}
