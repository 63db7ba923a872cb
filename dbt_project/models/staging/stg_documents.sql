-- Documents as read, one row a table or page and capture.
select * from {{ source('records', 'document') }}
