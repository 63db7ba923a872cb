{# Where a year's groups are all printed with their numbers of units, these make the number of units published. #}
{% test groups_make_universe(model, index_years) %}
select groups.index_code, groups.year, sum(groups.units) as units, known.units_published
from {{ model }} as groups
inner join {{ index_years }} as known using (index_code, year)
group by groups.index_code, groups.year, known.units_published
having count(groups.units) = count(*) and sum(groups.units) <> known.units_published
{% endtest %}
