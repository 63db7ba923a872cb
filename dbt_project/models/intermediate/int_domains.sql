-- Domains year by year: those of the framework in force, and those that print names where no framework is known. The match
-- of the latter with the conformed subject is that of the scheme's domain that bears their name, else they match by name.
with matches as (
    select
        framework.index_code,
        domain.conformed_code,
        {{ ascii_lower('domain.name_vi') }} as name,
        min(domain.conformed_match) as conformed_match
    from {{ ref('framework_domains') }} as domain
    inner join {{ ref('frameworks') }} as framework using (framework_key)
    where domain.conformed_code is not null
    group by all
)

select
    domain_key,
    index_code,
    scope,
    year,
    framework_key,
    domain_code,
    if(parent_domain_code is null, null, {{ domain_key('index_code', 'scope', 'year', 'parent_domain_code') }}) as parent_domain_key,
    domain_code = '_total' as is_total,
    sort_order,
    name_vi,
    name_en,
    max_score,
    min_score,
    weight,
    conformed_code,
    conformed_match,
    source
from {{ ref('int_framework_domain_years') }}
union all
select
    observed.domain_key,
    observed.index_code,
    observed.scope,
    observed.year,
    cast(null as varchar) as framework_key,
    observed.domain_code,
    cast(null as varchar) as parent_domain_key,
    observed.domain_code = '_total' as is_total,
    cast(null as integer) as sort_order,
    if(observed.domain_code = '_total', 'Tổng điểm', observed.name_vi) as name_vi,
    if(observed.domain_code = '_total', 'Total', null) as name_en,
    cast(null as double) as max_score,
    cast(null as double) as min_score,
    cast(null as double) as weight,
    observed.conformed_code,
    if(observed.conformed_code is null, 'none', coalesce(matches.conformed_match, 'same')) as conformed_match,
    'named in the figures' as source
from {{ ref('int_named_domains') }} as observed
left join matches
    on observed.index_code = matches.index_code
    and observed.conformed_code = matches.conformed_code
    and {{ ascii_lower('observed.name_vi') }} = matches.name
