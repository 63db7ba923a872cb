-- Reporting duties, as read.
select * replace (cast(position as integer) as position)
from {{ source('records', 'reporting_duty') }}
