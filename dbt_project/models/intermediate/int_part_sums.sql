-- What a score must be by its parts: domains from sub-domains, totals from the best known domains.
-- Checks printed scores (R2) and stands in where evidence_rule ranks it before what was printed, or nothing was;
-- a derived score never checks what it came from.
-- Percents of domains are percents of different maxima, which add up to nothing.
with summable as (
    select *
    from {{ ref('int_scores_printed') }}
    where domain_code = '_total' or unit_of_measure is distinct from 'percent'
),

domains as (
    {{ computed_from_parts('summable', "part.parent_domain_code <> '_total'") }}
),

best_domains as (
    select *
    from (
        select index_code, scope, year, unit_key, domain_code, score, rounding, evidence_rank, figure_ids, 0 as is_computed
        from summable
        union all
        select index_code, scope, year, unit_key, domain_code, computed, rounding, evidence_rank, figure_ids, 1
        from domains
    )
    qualify row_number() over (
        -- Of what the publisher printed the finer is taken, be it the domain or the sum of its parts.
        partition by index_code, scope, year, unit_key, domain_code
        order by if(evidence_rank <= 2, 1, evidence_rank), rounding nulls last, is_computed
    ) = 1
),

totals as (
    {{ computed_from_parts('best_domains', "part.parent_domain_code = '_total'") }}
)

select *, {{ domain_key('index_code', 'scope', 'year', 'domain_code') }} as domain_key
from (select * from domains union all select * from totals)
