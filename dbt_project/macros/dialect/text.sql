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

{# The last day of a date of any precision: year, quarter (2024-Q2), month or day; null for anything else. #}
{% macro last_day_of(column) -%}
    case
        when regexp_full_match({{ column }}, '[0-9]{4}') then make_date(cast({{ column }} as integer), 12, 31)
        when regexp_full_match({{ column }}, '[0-9]{4}-Q[1-4]')
            then last_day(make_date(cast({{ column }}[1:4] as integer), 3 * cast({{ column }}[7] as integer), 1))
        when regexp_full_match({{ column }}, '[0-9]{4}-[0-9]{2}') then last_day(try_cast({{ column }} || '-01' as date))
        else try_cast({{ column }} as date)
    end
{%- endmacro %}

{# The day in Ha Noi of a moment in UTC: seven hours ahead, without summer time, in all years that are held. #}
{% macro day_in_hanoi(column) -%}
    cast({{ column }} + interval 7 hours as date)
{%- endmacro %}
