{# A domain with a conformed subject tells how it fits, and one without has none to fit. #}
{% test conformed_has_match(model) %}
select *
from {{ model }}
where (conformed_code is null) <> (conformed_match = 'none') or conformed_match is null
{% endtest %}
