-- Domains as print names them, where no scheme is known that has them. A year of which only other years' figures tell has
-- the names of those.
with labels as (
    select index_code, scope_slug as scope, domain_code, min(domain_label) as name_vi, min(conformed_code) as conformed_code
    from {{ ref('int_figures') }}
    where domain_key is not null
    group by all
),

named as (
    select domain_key, index_code, scope_slug as scope, year, domain_code, domain_label as name_vi, conformed_code
    from {{ ref('int_figures') }}
    where domain_key is not null
    union all
    select bound.domain_key, bound.index_code, bound.scope, bound.year, bound.domain_code, labels.name_vi, labels.conformed_code
    from {{ ref('int_bounds') }} as bound
    left join labels using (index_code, scope, domain_code)
)

select
    domain_key,
    min(index_code) as index_code,
    min(scope) as scope,
    min(year) as year,
    min(domain_code) as domain_code,
    min(name_vi) as name_vi,
    min(conformed_code) as conformed_code
from named
where not exists (select 1 from {{ ref('int_framework_domain_years') }} as known where known.domain_key = named.domain_key)
group by domain_key
