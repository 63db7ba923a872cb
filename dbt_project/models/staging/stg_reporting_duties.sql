-- Reporting duties, as read.
select
    record.* exclude (position),
    cast(record.position as integer) as position,
    printing.capture_url,
    printing.is_current
from {{ source('records', 'reporting_duty') }} as record
inner join {{ ref('stg_printings') }} as printing using (document_id, capture_id)
