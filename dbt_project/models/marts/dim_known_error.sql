-- Errors of publishers that a person reviewed, and in how many rows of this release each is found; a dbt test on
-- fct_discrepancy and fct_claim_check holds to it that each is found wherever its documents are held.
with found as (
    select known.error_id, count(distinct discrepancy.discrepancy_id) as rows_found
    from {{ ref('known_source_errors') }} as known
    inner join {{ ref('fct_discrepancy') }} as discrepancy
        on known.rule = discrepancy.rule and known.index_code = discrepancy.index_code and known.year = discrepancy.year
        and (known.unit_key is null or known.unit_key = discrepancy.unit_key)
        and (known.domain_code is null or ends_with(discrepancy.domain_key, '/' || known.domain_code))
        and (known.document_id is null or known.document_id = discrepancy.document_id)
        and (known.value is null or contains(discrepancy.found, known.value))
    group by known.error_id
    union all
    select known.error_id, count(distinct claim.claim_id)
    from {{ ref('known_source_errors') }} as known
    inner join {{ ref('fct_claim_check') }} as claim
        on known.verdict = claim.verdict and known.index_code = claim.index_code and known.year = claim.year
        and known.unit_key = claim.unit_key and known.domain_code = claim.domain_code and known.document_id = claim.document_id
        and {{ plain_number('claim.value') }} = known.value
    group by known.error_id
)

select
    known.error_id,
    coalesce(known.rule, known.verdict) as found_by,
    known.index_code,
    cast(known.year as integer) as year,
    known.unit_key,
    known.domain_code,
    known.document_id,
    known.value,
    known.status,
    known.reason,
    known.source,
    cast(coalesce(found.rows_found, 0) as integer) as rows_found
from {{ ref('known_source_errors') }} as known
left join found using (error_id)
order by known.error_id
