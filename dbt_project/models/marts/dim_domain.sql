-- Domains year by year: those of the framework in force, and those that print names where no framework is known.
with observed as (
    select
        domain_key,
        min(index_code) as index_code,
        min(scope_slug) as scope,
        min(year) as year,
        min(domain_code) as domain_code,
        min(domain_label) as name_vi,
        min(conformed_code) as conformed_code
    from {{ ref('int_figures') }} as figure
    where domain_key is not null
        and not exists (select 1 from {{ ref('int_framework_domain_years') }} as known where known.domain_key = figure.domain_key)
    group by domain_key
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
    source
from {{ ref('int_framework_domain_years') }}
union all
select
    domain_key,
    index_code,
    scope,
    year,
    cast(null as varchar) as framework_key,
    domain_code,
    cast(null as varchar) as parent_domain_key,
    domain_code = '_total' as is_total,
    cast(null as integer) as sort_order,
    if(domain_code = '_total', 'Tổng điểm', name_vi) as name_vi,
    if(domain_code = '_total', 'Total', null) as name_en,
    cast(null as double) as max_score,
    cast(null as double) as min_score,
    cast(null as double) as weight,
    conformed_code,
    'named in the figures' as source
from observed
order by domain_key
