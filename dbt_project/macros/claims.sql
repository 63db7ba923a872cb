{# How a claim compares with a reference: agrees, rounding or differs.

   agrees: the rounding of what is printed explains the difference. A computed reference is no print, so that its own
   rounding adds to the claim's; of two prints the coarser one decides.
   rounding: within one unit of the last printed digit, as by cutting off or by rounding twice. A whole unit is granted
   to two decimals or more; coarser claims must stay within it. A change may also be the difference of rounded scores. #}
{% macro fit(claim, low, high, agreeing, rounding) -%}
    case
        when {{ claim }} between {{ low }} - ({{ agreeing }}) - 1e-9 and {{ high }} + ({{ agreeing }}) + 1e-9 then 'agrees'
        when {{ claim }} between {{ low }} - ({{ rounding }}) and {{ high }} + ({{ rounding }}) then 'rounding'
        else 'differs'
    end
{%- endmacro %}
