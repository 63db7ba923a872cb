{# Text functions that another engine would spell differently. #}

{# Lower-case text without Vietnamese marks; the letter đ has no mark to strip and is mapped. #}
{% macro ascii_lower(column) -%}
    strip_accents(replace(replace(replace(lower(nfc_normalize({{ column }})), 'đ', 'd'), 'ð', 'd'), 'Đ', 'd'))
{%- endmacro %}

{# Digits behind the decimal sign of a value as printed. #}
{% macro decimals(column) -%}
    length(coalesce(regexp_extract({{ column }}, '[.,]([0-9]+)', 1), ''))
{%- endmacro %}

{# Half a unit of the last printed digit: the most by which rounding alone may move a printed value. #}
{% macro rounding(column) -%}
    (0.5 * pow(10, -{{ decimals(column) }}))
{%- endmacro %}
