-- Units by validity period: those of the unit list, and the local units that figures name.
with local_units as (
    select
        unit_key,
        min(level) as level,
        min(slug) as slug,
        min(geography) as geography,
        min(canonical_name) as canonical_name,
        min(parent_unit_key) as parent_unit_key,
        min(region_vi) as region_vi,
        min(region_en) as region_en
    from {{ ref('int_local_units') }}
    group by unit_key
)

select
    unit_key, level, code, name_vi, name_en, name_ascii, full_name_vi, canonical_name, unit_type, region_vi, region_en,
    geography, valid_from, valid_to, parent_unit_key, successor_unit_key, portal_host, index_status, source, note
from {{ ref('units') }}
union all
select
    unit_key,
    level,
    cast(null as varchar) as code,
    canonical_name as name_vi,
    cast(null as varchar) as name_en,
    strip_accents(replace(replace(canonical_name, 'đ', 'd'), 'Đ', 'D')) as name_ascii,
    cast(null as varchar) as full_name_vi,
    canonical_name,
    cast(null as varchar) as unit_type,
    region_vi,
    region_en,
    geography,
    cast(null as date) as valid_from,
    cast(null as date) as valid_to,
    parent_unit_key,
    cast(null as varchar) as successor_unit_key,
    cast(null as varchar) as portal_host,
    cast(null as varchar) as index_status,
    'named in the figures' as source,
    cast(null as varchar) as note
from local_units
