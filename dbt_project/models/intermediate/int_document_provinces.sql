-- The province whose own voice a document is: its issuer or the issuer's province, else the province whose portal the
-- site belongs to or whose name the site bears, as departments, districts and the provincial press do. The longest name
-- decides, so that one inside another is not meant.
with hosts as (
    select
        document_id,
        issuer_unit,
        issuer_level,
        issuer_parent,
        regexp_replace(split_part(split_part(document_id, '/', 1), ':', 1), '^www\.', '') as host
    from {{ ref('int_documents') }}
    where is_current
),

provinces as (
    select distinct
        canonical_name,
        replace(slug, '-', '') as bare_name,
        regexp_replace(portal_host, '^www\.', '') as portal_host
    from {{ ref('units') }}
    where level = 'province'
),

sites as (
    select
        hosts.document_id,
        provinces.canonical_name,
        hosts.host = provinces.portal_host or ends_with(hosts.host, '.' || provinces.portal_host) as is_portal,
        length(provinces.bare_name) as matched
    from hosts
    inner join provinces
        on hosts.host = provinces.portal_host
        or ends_with(hosts.host, '.' || provinces.portal_host)
        or contains(replace(regexp_replace(hosts.host, '\.vn$', ''), '-', ''), provinces.bare_name)
    where contains(hosts.host, '.')
    qualify row_number() over (
        partition by hosts.document_id order by is_portal desc nulls last, matched desc, provinces.canonical_name
    ) = 1
)

select distinct
    hosts.document_id,
    coalesce(
        if(hosts.issuer_level = 'province', hosts.issuer_unit, hosts.issuer_parent),
        sites.canonical_name
    ) as province
from hosts
left join sites using (document_id)
where coalesce(if(hosts.issuer_level = 'province', hosts.issuer_unit, hosts.issuer_parent), sites.canonical_name) is not null
qualify row_number() over (partition by hosts.document_id order by province) = 1
