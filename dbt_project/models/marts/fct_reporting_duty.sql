-- Who has to report to whom, how often and until which day; superseded captures are marked.
select
    reporting_duty_id,
    document_id,
    section,
    position,
    units,
    recipients,
    via,
    frequency,
    due_raw,
    capture_id,
    is_current,
    locator,
    quote,
    reader,
    reader_version
from {{ ref('int_reporting_duties') }}
order by reporting_duty_id
