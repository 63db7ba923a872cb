-- Who has to report to whom, how often and until which day; superseded captures are marked.
with keyed as (
    {{ keyed_records(ref('stg_reporting_duties'), 'reporting_duty', "array_to_string(units, ' ')") }}
)

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
from keyed
order by reporting_duty_id
