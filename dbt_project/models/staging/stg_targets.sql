-- Targets, as read.
select
    * replace (cast(position as integer) as position, nfc_normalize(domain_label) as domain_label)
from {{ source('records', 'target') }}
