-- For each claim that its own year does not confirm, the best value of every other year: it may have been copied from
-- another year's page.
with claims as (
    select claim.*
    from {{ ref('int_checkable_figures') }} as claim
    left join {{ ref('int_claim_references') }} as own on claim.figure_id = own.claim_id
    where claim.evidence = 'claim' and claim.is_national and claim.measure in ('score', 'rank') and coalesce(own.fit, 'differs') = 'differs'
)

select * from ({{ best_references('claims', 'claim.year <> reference.year') }})
