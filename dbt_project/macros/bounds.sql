{# The unit in which the framework's maximum and parts of a domain are: points where an index of percents gives the domain
   a maximum of its own or adds the domains up, else the index's own. `domain` is the framework's row, or none. #}
{% macro own_unit(domain, domain_code) -%}
    if(
        {{ domain_code }} <> '_total' and index.unit_of_measure = 'percent'
        and ({{ domain }}.max_score <> 100 or {{ domain }}.formula = 'sum'),
        'points',
        index.unit_of_measure
    )
{%- endmacro %}

{# What a value measures: `score` in the unit of its scale (on a scale of 100 points, percent and points of the total are one
   number), else its unit of measure, which has no frame: a percent of a domain never meets the domain's points. #}
{% macro own_measure(unit_of_measure, domain, domain_code) -%}
    case
        when {{ unit_of_measure }} = {{ own_unit(domain, domain_code) }} then 'score'
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
