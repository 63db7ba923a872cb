{# Whether rounding alone can explain the difference of two figures. #}
{% macro agrees(one, other) -%}
    (abs({{ one }}.value - {{ other }}.value) <= greatest({{ one }}.rounding, {{ other }}.rounding) + 1e-9)
{%- endmacro %}
