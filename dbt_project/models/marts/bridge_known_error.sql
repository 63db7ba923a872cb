-- The rows of this release that tell a known error: contradictions by their rule, claims by their verdict. What an error
-- leaves open may be anything; a value must be one that the row tells.
select known.error_id, 'fct_discrepancy' as told_in, discrepancy.discrepancy_id as row_id
from {{ ref('known_source_errors') }} as known
inner join {{ ref('fct_discrepancy') }} as discrepancy
    on known.rule = discrepancy.rule and known.index_code = discrepancy.index_code and known.year = discrepancy.year
    and (known.unit_key is null or known.unit_key = discrepancy.unit_key)
    and (known.domain_code is null or ends_with(discrepancy.domain_key, '/' || known.domain_code))
    and (known.document_id is null or known.document_id = discrepancy.document_id)
    and (known.value is null or {{ tells('discrepancy.found', 'known.value') }})
union all
select known.error_id, 'fct_claim_check', claim.claim_id
from {{ ref('known_source_errors') }} as known
inner join {{ ref('fct_claim_check') }} as claim
    on known.verdict = claim.verdict and known.index_code = claim.index_code and known.year = claim.year
    and known.unit_key = claim.unit_key and known.domain_code = claim.domain_code and known.document_id = claim.document_id
    and abs(claim.value - try_cast(known.value as double)) < 1e-9
order by error_id, told_in, row_id
