-- One verdict a claim: agrees, rounding, differs, wrong_year, other_index or unverifiable, and against what.
with claims as (
    select * from {{ ref('int_checkable_figures') }} where evidence = 'claim'
),

-- A change is held against the two years' values before what others state of it.
held as (
    select
        reference.claim_id, reference.figure_id, reference.score_key, reference.figure_ids, reference.low as reference_value,
        reference.high as reference_high, reference.evidence, reference.sources_agree, reference.sources_differ, reference.tolerance, reference.fit, 1 as preference
    from {{ ref('int_claim_references') }} as reference
    union all
    select
        claim_id, cast(null as varchar), cast(null as varchar), figure_ids, value, value, evidence, sources_agree, cast(0 as integer),
        tolerance, fit, 0
    from {{ ref('int_claim_changes') }}
    where is_own_year
),

best as (
    select * from held
    qualify row_number() over (partition by claim_id order by preference) = 1
),

-- A rank proves no year by itself; beside a score that belongs to another year it follows the score.
ranks_of_other_years as (
    select rank.figure_id as claim_id, other.year
    from claims as rank
    inner join claims as score
        on rank.document_id = score.document_id and rank.unit_key = score.unit_key and rank.domain_key = score.domain_key
        and score.measure = 'score'
    inner join {{ ref('int_claim_other_years') }} as moved on score.figure_id = moved.claim_id
    inner join {{ ref('int_claim_references_elsewhere') }} as other
        on rank.figure_id = other.claim_id and moved.agrees_with_year = other.year and other.fit = 'agrees'
    where rank.measure = 'rank'
    qualify row_number() over (partition by rank.figure_id order by abs(other.year - rank.year), other.year) = 1
)

select
    claims.figure_id as claim_id,
    claims.document_id,
    claims.index_code,
    claims.year,
    claims.base_year,
    claims.unit_key,
    claims.domain_key,
    claims.domain_code,
    claims.measure,
    claims.is_national,
    claims.value,
    claims.value_raw,
    claims.quote,
    case
        when best.claim_id is null then 'unverifiable'
        when best.fit <> 'differs' then best.fit
        when coalesce(moved.agrees_with_year, ranks.year) is not null then 'wrong_year'
        when moved.agrees_with_index is not null then 'other_index'
        else 'differs'
    end as verdict,
    best.figure_id as against_figure_id,
    best.score_key as against_score_key,
    coalesce(best.figure_ids, cast([] as varchar[])) as against_figure_ids,
    cast(best.reference_value as double) as reference_value,
    cast(if(best.reference_high > best.reference_value, best.reference_high, null) as double) as reference_high,
    best.evidence as reference_evidence,
    best.sources_agree,
    best.sources_differ,
    -- Inside a range nothing differs; outside it the nearer end counts.
    cast(claims.value - least(greatest(claims.value, best.reference_value), best.reference_high) as double) as difference,
    cast(best.tolerance as double) as tolerance,
    if(best.fit in ('agrees', 'rounding'), claims.year, coalesce(moved.agrees_with_year, ranks.year)) as agrees_with_year,
    if(best.fit = 'differs', moved.agrees_with_index, null) as agrees_with_index
from claims
left join best on claims.figure_id = best.claim_id
left join {{ ref('int_claim_other_years') }} as moved on claims.figure_id = moved.claim_id
left join ranks_of_other_years as ranks on claims.figure_id = ranks.claim_id and best.fit = 'differs'
