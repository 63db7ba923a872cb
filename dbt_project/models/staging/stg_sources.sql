-- Sources as they are described.
select * from {{ source('records', 'source') }}
