{# What a value measures: `score` in the index's own unit of measure (on a scale of 100 points, percent and points of the
   total are one number), else its unit of measure. #}
{% macro own_measure(unit_of_measure, domain_code) -%}
    case
        when {{ unit_of_measure }} = index.unit_of_measure then 'score'
        when {{ domain_code }} = '_total' and index.total_max = 100 and {{ unit_of_measure }} in ('points', 'percent') then 'score'
        else {{ unit_of_measure }}
    end
{%- endmacro %}

{# The key of a bound: that of the score, and what is bounded. #}
{% macro bound_key(index_code, year, unit_key, domain_code, measure) -%}
    ({{ score_key(index_code, year, unit_key, domain_code) }} || '/' || {{ measure }})
{%- endmacro %}

{# The value where an interval closes to the printed precision, else null; a rank only where a single one is left. #}
{% macro closed_value(low, high, decimals, measure) -%}
    case
        when {{ measure }} = 'rank' then if({{ low }} = {{ high }}, {{ low }}, null)
        when ({{ high }} - {{ low }}) / 2 <= pow(10, -{{ decimals }}) + 1e-9 then round(({{ low }} + {{ high }}) / 2, {{ decimals }})
    end
{%- endmacro %}
