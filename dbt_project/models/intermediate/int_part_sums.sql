-- What a score must be by its parts: domains from printed sub-domains, totals from domains printed or so computed.
-- Checks printed scores (R2) and stands in where none was printed; a derived score never checks what it came from.
with domains as (
    {{ computed_from_parts(ref('int_scores_printed'), "part.parent_domain_code <> '_total'") }}
),

all_domains as (
    select index_code, scope, year, unit_key, domain_code, score, rounding, figure_ids from {{ ref('int_scores_printed') }}
    union all
    select domains.index_code, domains.scope, domains.year, domains.unit_key, domains.domain_code, domains.computed, domains.rounding, domains.figure_ids
    from domains
    anti join {{ ref('int_scores_printed') }} using (index_code, scope, year, unit_key, domain_code)
),

totals as (
    {{ computed_from_parts('all_domains', "part.parent_domain_code = '_total'") }}
)

select *, {{ domain_key('index_code', 'scope', 'year', 'domain_code') }} as domain_key
from (select * from domains union all select * from totals)
