-- Criteria on which points were lost, as documents tell them; superseded captures are marked.
select
    deduction_id,
    document_id,
    section,
    position,
    conformed_code,
    domain_label,
    criterion,
    reason,
    threshold_operator,
    threshold_value,
    threshold_unit,
    lost_points,
    evidence as evidence_documents,
    capture_id,
    is_current,
    locator,
    quote,
    reader,
    reader_version
from {{ ref('int_deductions') }}
order by deduction_id
