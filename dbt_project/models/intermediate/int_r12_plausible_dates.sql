-- R12: national results of year N are published after year N has ended, so a document about them is dated N + 1 or
-- later; a province may rank its own departments and districts in December already.
select
    'R12' as rule,
    'R12:' || citation.citation_id as discrepancy_id,
    citation.about_index_code as index_code,
    citation.about_year as year,
    cast(null as varchar) as unit_key,
    cast(null as varchar) as domain_key,
    citation.document_id,
    'dated ' || citation.first_year || ' or later' as expected,
    cast(citation.cited_date as varchar) as found,
    cast(year(citation.cited_date) - citation.first_year as double) as difference,
    0.0 as tolerance,
    cast([] as varchar[]) as figure_ids,
    citation.citation_id,
    citation.quote
from (
    select cited.*, cited.about_year + if(index.national_index_code is null, 1, 0) as first_year
    from {{ ref('int_citations') }} as cited
    inner join {{ ref('indices') }} as index on cited.about_index_code = index.index_code
    where cited.is_current and cited.about_year is not null
) as citation
where year(citation.cited_date) < citation.first_year
