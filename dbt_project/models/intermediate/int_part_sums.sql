-- What a score must be by its parts: domains from sub-domains, totals from the best known domains.
-- Checks printed scores (R2) and stands in where evidence_rule ranks it before what was printed, or nothing was;
-- a derived score never checks what it came from.
with domains as (
    {{ computed_from_parts(ref('int_scores_printed'), "part.parent_domain_code <> '_total'") }}
),

best_domains as (
    select *
    from (
        select index_code, scope, year, unit_key, domain_code, score, rounding, evidence_rank, figure_ids, 0 as is_computed
        from {{ ref('int_scores_printed') }}
        union all
        select index_code, scope, year, unit_key, domain_code, computed, rounding, evidence_rank, figure_ids, 1
        from domains
    )
    qualify row_number() over (
        partition by index_code, scope, year, unit_key, domain_code order by evidence_rank, is_computed
    ) = 1
),

totals as (
    {{ computed_from_parts('best_domains', "part.parent_domain_code = '_total'") }}
)

select *, {{ domain_key('index_code', 'scope', 'year', 'domain_code') }} as domain_key
from (select * from domains union all select * from totals)
