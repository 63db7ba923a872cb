-- Criteria on which points were lost, as read.
select
    record.* exclude (position, domain_label),
    cast(record.position as integer) as position,
    nfc_normalize(record.domain_label) as domain_label,
    printing.capture_url,
    printing.is_current
from {{ source('records', 'deduction') }} as record
inner join {{ ref('stg_printings') }} as printing using (document_id, capture_id)
