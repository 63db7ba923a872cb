-- Each claim with its verdict: what others say of the same value, and how far the claim is from it.
-- The reference is never the claim's own source; a claim that nothing else speaks of is unverifiable, not wrong.
with own_names as (
    select unit_key, canonical_name as name from {{ ref('dim_unit') }} where level = 'province'
    union
    -- A province that was only renamed speaks on the site of its new name too.
    select any_value(old.unit_key), new.canonical_name
    from {{ ref('dim_unit') }} as old
    inner join {{ ref('dim_unit') }} as new on old.successor_unit_key = new.unit_key
    where old.level = 'province'
    group by new.unit_key, new.canonical_name
    having count(*) = 1
    union
    select local_unit.unit_key, province.canonical_name
    from {{ ref('dim_unit') }} as local_unit
    inner join {{ ref('dim_unit') }} as province on local_unit.parent_unit_key = province.unit_key
    where local_unit.level in ('department', 'district', 'commune') and province.level = 'province'
),

told as (
    select
        verdict.*,
        unit.canonical_name as unit_name,
        own.unit_key is not null as is_own_claim,
        mixed.document_id is not null as mixes_years,
        {{ plain_number('verdict.value') }} as claimed,
        {{ plain_number('verdict.reference_value') }}
        || coalesce(' to ' || {{ plain_number('verdict.reference_high') }}, '')
        || case verdict.reference_evidence
            when 'official' then ', which the publisher printed'
            when 'workbook' then ', which stands in the publisher''s workbook'
            when 'derived_from_print' then ', which follows from what the publisher printed'
            when 'claims_agree' then ', which ' || verdict.sources_agree || ' independent sources print'
            when 'claim' then ', which one other source prints'
            else ', which follows from other sources'' claims'
        end as reference_told,
        {{ plain_number('abs(verdict.difference)') }} as difference_told
    from {{ ref('int_claim_verdicts') }} as verdict
    inner join {{ ref('dim_unit') }} as unit using (unit_key)
    left join {{ ref('int_document_provinces') }} as province using (document_id)
    left join own_names as own on verdict.unit_key = own.unit_key and province.province = own.name
    left join {{ ref('int_claim_mixed_years') }} as mixed using (document_id, unit_key, domain_key)
)

select
    claim_id,
    index_code,
    year,
    base_year,
    unit_key,
    unit_name,
    domain_key,
    domain_code,
    measure,
    value,
    value_raw,
    verdict,
    reference_value,
    reference_high,
    reference_evidence,
    difference,
    tolerance,
    against_figure_id,
    against_score_key,
    against_figure_ids,
    sources_agree,
    sources_differ,
    cast(agrees_with_year as integer) as agrees_with_year,
    agrees_with_index,
    mixes_years,
    is_own_claim,
    document_id,
    case verdict
        when 'unverifiable' then if(
            is_national,
            'No other source holds what it could be checked against.',
            'It ranks inside a region or group, and nothing held ranks the same units.'
        )
        when 'agrees' then claimed || ' agrees with ' || reference_told || '.'
        when 'rounding' then claimed || ' is ' || reference_told || ', but for the rounding.'
        when 'differs' then claimed || ' differs by ' || difference_told || ' from ' || reference_told || '.'
        when 'wrong_year' then
            claimed || ' differs by ' || difference_told || ' from ' || reference_told || '; it is the value of ' || agrees_with_year || '.'
        when 'other_index' then
            claimed || ' differs by ' || difference_told || ' from ' || reference_told || '; it is the value of ' || agrees_with_index || '.'
    end || if(mixes_years, ' Score, change and rank on this page agree with different years.', '') as explanation
from told
order by claim_id
