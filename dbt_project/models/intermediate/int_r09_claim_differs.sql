-- R9: a claim says what the publisher printed, or what several independent sources print alike.
-- Numbers of units ranked are told by R8. A change that R6 or R7 already tells of is not told twice. A single other
-- claim proves nothing, so what differs from it stands in fct_claim_check alone.
select
    'R9' as rule,
    'R9:' || verdict.claim_id as discrepancy_id,
    case
        when abs(verdict.difference) <= 0.005 then 'note'
        when verdict.reference_evidence = 'claims_agree' then 'warning'
        else 'error'
    end as severity,
    verdict.index_code,
    verdict.year,
    verdict.unit_key,
    verdict.domain_key,
    verdict.document_id,
    {{ plain_number('verdict.reference_value') }}
    || coalesce(' to ' || {{ plain_number('verdict.reference_high') }}, '') as expected,
    {{ plain_number('verdict.value') }} || case verdict.verdict
        when 'wrong_year' then ', the value of ' || verdict.agrees_with_year
        when 'other_index' then ', the value of ' || verdict.agrees_with_index
        else ''
    end as found,
    verdict.difference,
    verdict.tolerance,
    [verdict.claim_id] || verdict.against_figure_ids as figure_ids,
    verdict.quote
from {{ ref('int_claim_verdicts') }} as verdict
where verdict.verdict in ('differs', 'wrong_year', 'other_index')
    and verdict.reference_evidence in ('official', 'workbook', 'derived_from_print', 'claims_agree')
    and verdict.measure <> 'rank_of'
    and not exists (
        select 1 from {{ ref('int_r06_stated_change') }} as change where list_contains(change.figure_ids, verdict.claim_id)
    )
