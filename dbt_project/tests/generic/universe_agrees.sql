{# The declared units of an index-year are as many as its publisher ranked and showed; where some are not known, as many as
   can be. #}
{% test universe_agrees(model, index_years) %}
with counted as (
    select
        index_code,
        year,
        count(*) filter (is_member) as members,
        count(*) filter (is_member is null) as members_unknown,
        count(*) filter (is_published) as published,
        count(*) filter (is_published is null) as published_unknown
    from {{ model }}
    group by index_code, year
)

select known.index_code, known.year, known.units_expected, known.units_published, counted.* exclude (index_code, year)
from {{ index_years }} as known
left join counted using (index_code, year)
where coalesce(known.units_expected not between members and members + members_unknown, known.units_expected is not null)
    or coalesce(known.units_published not between published and published + published_unknown, known.units_published is not null)
{% endtest %}
