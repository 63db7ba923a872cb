-- Who issued each document, as a unit of the unit list on the day of issue, and what it states to be about: the years that
-- it plans for and the indices that its own targets, figures and citations name. A document that is of no day stands
-- at the start of the first year that it plans or tells of; a local unit is the one of its province.
with documents as (
    select
        *,
        coalesce(
            {{ last_day_of('issued_on') }},
            make_date(list_min(plan_years), 1, 1),
            make_date(list_max(index_years), 12, 31)
        ) as stands_on
    from {{ ref('int_documents') }}
    qualify row_number() over (partition by document_id order by is_current desc, capture_url, capture_id) = 1
),

named_indices as (
    select document_id, list(distinct index_code order by index_code) as index_codes
    from (
        select document_id, index_code from {{ ref('int_targets') }} where is_current
        union
        select document_id, index_code from {{ ref('int_figures') }} where is_current
        union
        select document_id, about_index_code from {{ ref('int_citations') }} where is_current
    ) as named
    where index_code is not null
    group by document_id
),

units as (
    select unit.*, parent.canonical_name as parent_name
    from {{ ref('int_units') }} as unit
    left join {{ ref('int_units') }} as parent on unit.parent_unit_key = parent.unit_key
)

select
    documents.document_id,
    unit.unit_key as issuer_unit_key,
    documents.issuer_unit as issuer_unit_name,
    documents.issuer_level,
    if(documents.issuer_level = 'province', documents.issuer_unit, documents.issuer_parent) as issuer_province_name,
    coalesce(cast(documents.plan_years as integer[]), []) as plan_years,
    coalesce(named_indices.index_codes, []) as index_codes
from documents
left join units as unit
    on documents.issuer_level = unit.level and nfc_normalize(documents.issuer_unit) = unit.canonical_name
    and documents.stands_on between coalesce(unit.valid_from, date '1900-01-01') and coalesce(unit.valid_to, date '9999-12-31')
    and (unit.level in ('province', 'ministry') or unit.parent_name = nfc_normalize(documents.issuer_parent))
left join named_indices on documents.document_id = named_indices.document_id
qualify row_number() over (partition by documents.document_id order by unit.unit_key desc nulls last) = 1
