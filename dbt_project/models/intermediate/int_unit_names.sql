-- The short name of every unit: those of the unit list, and the local units that figures name.
select unit_key, canonical_name
from {{ ref('units') }}
union
select unit_key, min(canonical_name)
from {{ ref('int_local_units') }}
group by unit_key
