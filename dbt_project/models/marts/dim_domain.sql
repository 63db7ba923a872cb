-- Domains year by year, those of the framework in force and those that print names.
select
    domain_key,
    index_code,
    scope,
    year,
    framework_key,
    domain_code,
    parent_domain_key,
    is_total,
    sort_order,
    name_vi,
    name_en,
    max_score,
    min_score,
    weight,
    conformed_code,
    conformed_match,
    source
from {{ ref('int_domains') }}
order by domain_key
