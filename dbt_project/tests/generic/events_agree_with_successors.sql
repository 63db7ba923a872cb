{# The events and the successors of the unit list tell one history. Told by events: a merged or renamed unit goes where its
   event says; any other goes on under its own name in the next geography. #}
{% test events_agree_with_successors(model, events) %}
with told as (
    select distinct from_unit_key as unit_key, to_unit_key
    from {{ events }}
    where kind in ('merge', 'rename') and from_unit_key <> to_unit_key
),

expected as (
    select unit.unit_key, coalesce(told.to_unit_key, next.unit_key) as successor_unit_key
    from {{ model }} as unit
    left join told using (unit_key)
    left join {{ model }} as next
        on unit.level = next.level and unit.slug = next.slug and unit.valid_to + 1 = next.valid_from
        and not exists (select 1 from {{ events }} as event where event.kind = 'split' and event.from_unit_key = unit.unit_key)
    where unit.level in ('province', 'ministry')
)

select unit.unit_key, unit.successor_unit_key, expected.successor_unit_key as successor_told
from expected
inner join {{ model }} as unit using (unit_key)
where unit.successor_unit_key is distinct from expected.successor_unit_key
{% endtest %}
