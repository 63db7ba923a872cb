{# The readable keys of the warehouse, each built in one place. #}

{% macro domain_key(index_code, scope, year, domain_code) -%}
    ({{ index_code }} || if({{ scope }} = '', '', '@' || {{ scope }}) || '/' || {{ year }} || '/' || {{ domain_code }})
{%- endmacro %}

{% macro score_key(index_code, year, unit_key, domain_code) -%}
    ({{ index_code }} || '/' || {{ year }} || '/' || {{ unit_key }} || '/' || {{ domain_code }})
{%- endmacro %}
