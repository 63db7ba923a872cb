{# Each geography holds exactly its number of provinces on every day of it: counted on its first and last known day. #}
{% test universe_complete(model, universes) %}
with universes as (
    {% for geography, expected in universes.items() %}
    select '{{ geography }}' as geography, {{ expected }} as expected {{ 'union all' if not loop.last }}
    {% endfor %}
),

days as (
    select geography, min(valid_from) as day from {{ model }} group by geography
    union
    select geography, max(coalesce(valid_to, valid_from)) from {{ model }} group by geography
)

select universes.geography, universes.expected, days.day, count(unit.unit_key) as found
from universes
left join days using (geography)
left join {{ model }} as unit
    on unit.geography = days.geography
    and days.day between unit.valid_from and coalesce(unit.valid_to, date '9999-12-31')
group by all
having count(unit.unit_key) <> universes.expected
{% endtest %}
