-- Other years, and other indices, that a claim of a score agrees with though it differs from its own.
-- A number proves a mix-up only where chance cannot: two decimals on both sides, and four digits, or a second thing told on
-- the page that agrees with the same year.
with claims as (
    select claim.*, abs(claim.value) >= 10 as has_four_digits
    from {{ ref('int_checkable_figures') }} as claim
    inner join {{ ref('int_claim_references') }} as own on claim.figure_id = own.claim_id
    where own.fit = 'differs' and claim.measure = 'score' and claim.decimals >= 2
),

-- What agrees only as far as rounding goes is no proof.
years as (
    select
        claims.figure_id as claim_id,
        claims.document_id,
        claims.index_code,
        claims.unit_key || claims.domain_code as thing,
        claims.year as claimed_year,
        claims.has_four_digits,
        other.year,
        other.reference_key,
        other.figure_ids
    from claims
    inner join {{ ref('int_claim_references_elsewhere') }} as other on claims.figure_id = other.claim_id
    where other.fit = 'agrees' and other.decimals >= 2
),

proved as (
    select *, count(distinct thing) over (partition by document_id, index_code, claimed_year, year) as company
    from years
),

-- The nearest year, the one before first.
nearest_year as (
    select *
    from proved
    where has_four_digits or company >= 2
    qualify row_number() over (partition by claim_id order by abs(year - claimed_year), year, reference_key) = 1
),

indices as (
    select
        claims.figure_id as claim_id,
        other.index_code,
        other.reference_key,
        other.figure_ids
    from claims
    inner join {{ ref('int_reference_values') }} as other
        on claims.index_code <> other.index_code
        and claims.unit_key = other.cell
        and claims.year = other.year
        and claims.scope_slug = other.scope_slug
    where claims.has_four_digits and claims.domain_code = '_total'
        and other.domain_code = '_total' and other.measure = 'score' and other.decimals >= 2 and other.score_key is null
        and other.kind in ('points', 'percent') and {{ is_of_another('claims', 'other') }}
        and abs(claims.value - other.low) <= greatest(claims.rounding, other.rounding) + 1e-9
    qualify row_number() over (partition by claims.figure_id order by other.index_code, other.reference_key) = 1
)

select
    coalesce(nearest_year.claim_id, indices.claim_id) as claim_id,
    nearest_year.year as agrees_with_year,
    indices.index_code as agrees_with_index,
    coalesce(nearest_year.reference_key, indices.reference_key) as reference_key,
    coalesce(nearest_year.figure_ids, indices.figure_ids) as figure_ids
from nearest_year
full join indices using (claim_id)
