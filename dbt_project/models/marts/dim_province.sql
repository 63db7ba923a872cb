-- The provinces of dim_unit.
select * from {{ ref('dim_unit') }}
where level = 'province'
order by unit_key
