-- Units by validity period: those of the unit list, and the local units that figures name.
select
    unit_key,
    level,
    code,
    name_vi,
    name_en,
    name_ascii,
    full_name_vi,
    canonical_name,
    unit_type,
    region_vi,
    region_en,
    geography,
    valid_from,
    valid_to,
    parent_unit_key,
    successor_unit_key,
    portal_host,
    index_status,
    source,
    note
from {{ ref('int_units') }}
order by unit_key
