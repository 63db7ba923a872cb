-- Spellings in print, for joining other people's tables to units by name and level.
select spelling, level, canonical_name, source
from {{ ref('unit_spellings') }}
order by spelling, level
