-- Each province of an older geography and the province of 2025 that it went into, with the way there: 64 -> 63 -> 34.
-- Whole units only: the parts of 2008 that went to Hà Nội (bridge_unit_event, kind transfer) move no score.
with recursive chain as (
    select unit_key, unit_key as reached_key, [unit_key] as path
    from {{ ref('units') }}
    where level = 'province'
    union all
    select chain.unit_key, unit.successor_unit_key, list_append(chain.path, unit.successor_unit_key)
    from chain
    inner join {{ ref('units') }} as unit on chain.reached_key = unit.unit_key
    where unit.successor_unit_key is not null
)

select chain.unit_key, chain.reached_key as unit_34_key, chain.path
from chain
inner join {{ ref('units') }} as reached on chain.reached_key = reached.unit_key
where reached.geography = '34-2025'
