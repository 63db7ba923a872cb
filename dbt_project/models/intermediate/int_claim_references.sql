-- For each claim the best other value of its own year that is printed or computed like it.
with claims as (
    select * from {{ ref('int_checkable_figures') }} where evidence = 'claim' and is_national
)

select * from ({{ best_references('claims', 'claim.year = reference.year') }})
