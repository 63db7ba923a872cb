-- Pages on which the score, the change and the rank of one unit and index belong to three different years: each agrees
-- with some year by other sources' figures, and no two of them with the same one. A single odd rank or change is not
-- enough, for ranks recur by chance.
with agreeing as (
    select claim.document_id, claim.unit_key, claim.domain_key, claim.measure as told, reference.year
    from {{ ref('int_checkable_figures') }} as claim
    inner join (
        select claim_id, year, decimals, fit from {{ ref('int_claim_references') }}
        union all
        select claim_id, year, decimals, fit from {{ ref('int_claim_references_elsewhere') }}
    ) as reference on claim.figure_id = reference.claim_id
    where reference.fit = 'agrees'
        and (claim.measure = 'rank' or (claim.measure = 'score' and least(claim.decimals, reference.decimals) >= 2))
    union
    select claim.document_id, claim.unit_key, claim.domain_key, 'change', change.year
    from {{ ref('int_checkable_figures') }} as claim
    inner join {{ ref('int_claim_changes') }} as change on claim.figure_id = change.claim_id
    where change.fit <> 'differs'
        -- A change that its own two years make needs no other.
        and (change.is_own_year or not exists (
            select 1 from {{ ref('int_claim_changes') }} as own
            where own.claim_id = change.claim_id and own.is_own_year and own.fit <> 'differs'
        ))
)

select document_id, unit_key, domain_key
from agreeing
group by document_id, unit_key, domain_key
having count(distinct told) = 3 and count(*) = count(distinct year)
