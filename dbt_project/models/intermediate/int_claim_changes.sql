-- For each claim of a change, what other sources' scores or ranks of the two years make of it. The page's own figures
-- are asked by R6 and R7; here they would prove the page by itself. Where either year is known only by one claim the
-- difference is derived from claims. `year` tells which pair of years is meant by its later one: the claim's own first,
-- then, for what was copied from another year's page, every other year beside the one before it.
with changes as (
    select *, replace(measure, 'delta_', '') as of_measure
    from {{ ref('int_checkable_figures') }}
    where evidence = 'claim' and is_national and measure in ('delta_score', 'delta_rank') and base_year is not null
),

sought as (
    select
        * replace (
            of_measure as measure,
            unit_key as cell,
            if(of_measure = 'rank', 'rank', kind) as kind,
            cast(null as integer) as base_year
        )
    from changes
),

-- The best value of a year that is not of the claim's source.
best as (
    select reference.* rename (low as value), rule.rank as evidence_rank
    from ({{ references_of_others('sought', 'true') }}) as reference
    inner join {{ ref('evidence_rule') }} as rule using (evidence)
    -- Equal scores share ranks; a change between tied ranks is not one number.
    where reference.low = reference.high
    qualify row_number() over (
        partition by reference.claim_id, reference.year
        order by
            rule.rank,
            reference.in_words,
            least(reference.decimals, 2) desc,
            reference.sources_agree desc,
            reference.is_computed,
            reference.decimals desc,
            reference.reference_key
    ) = 1
),

differences as (
    select
        change.figure_id as claim_id,
        now.year,
        change.year = now.year as is_own_year,
        if(change.of_measure = 'score', now.value - base.value, base.value - now.value) as value,
        base.value as base_value,
        now.value as now_value,
        change.value as claimed,
        now.figure_ids || base.figure_ids as figure_ids,
        case
            when greatest(now.evidence_rank, base.evidence_rank) <= 2 then 'derived_from_print'
            when greatest(now.evidence_rank, base.evidence_rank) = 3 then 'claims_agree'
            else 'derived_from_claims'
        end as evidence,
        least(now.sources_agree, base.sources_agree) as sources_agree,
        now.rounding + base.rounding + change.rounding as agreeing,
        if(
            change.of_measure = 'score',
            greatest(now.rounding, change.rounding, 0.005) + greatest(base.rounding, change.rounding, 0.005) + change.rounding,
            0
        ) as within
    from changes as change
    inner join best as now on change.figure_id = now.claim_id
    inner join best as base
        on change.figure_id = base.claim_id
        and base.year = if(now.year = change.year, change.base_year, now.year - 1)
)

select
    claim_id,
    year,
    is_own_year,
    value,
    base_value,
    now_value,
    figure_ids,
    evidence,
    cast(sources_agree as integer) as sources_agree,
    greatest(agreeing, within) as tolerance,
    {{ fit('claimed', 'value', 'value', 'agreeing', 'within + 1e-9') }} as fit
from differences
