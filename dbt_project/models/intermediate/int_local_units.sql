-- Departments, districts and communes, known only from figures; their province is part of the key.
-- A local unit whose province is not known gets no key: it stays a figure.
select distinct
    figure.unit_level as level,
    figure.unit_name as canonical_name,
    figure.unit_parent,
    index_year.as_of,
    parent.slug as scope,
    parent.geography,
    parent.unit_key as parent_unit_key,
    parent.region_vi,
    parent.region_en,
    {{ slug('figure.unit_name') }} as slug,
    figure.unit_level || '/' || parent.slug || '/' || {{ slug('figure.unit_name') }} || '/' || parent.geography as unit_key
from {{ ref('int_printed_figures') }} as figure
inner join {{ ref('int_index_years') }} as index_year using (index_code, year)
inner join {{ ref('units') }} as parent
    on parent.level = 'province'
    and parent.canonical_name = nfc_normalize(figure.unit_parent)
    and index_year.as_of between coalesce(parent.valid_from, date '1900-01-01') and coalesce(parent.valid_to, date '9999-12-31')
where figure.unit_level in ('department', 'district', 'commune')
