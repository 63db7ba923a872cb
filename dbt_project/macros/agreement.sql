{# Whether rounding alone can explain the difference of two figures. #}
{% macro agrees(one, other) -%}
    (abs({{ one }}.value - {{ other }}.value) <= greatest({{ one }}.rounding, {{ other }}.rounding) + 1e-9)
{%- endmacro %}

{# The class of evidence of a print: two independent sources besides the publisher make a class of their own. #}
{% macro evidence_class(evidence, sources_agree) -%}
    if({{ evidence }} = 'claim' and {{ sources_agree }} >= 2, 'claims_agree', {{ evidence }})
{%- endmacro %}
