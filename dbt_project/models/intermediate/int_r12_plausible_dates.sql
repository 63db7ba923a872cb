-- R12: results of year N are published after year N has ended, so a document about them is dated N + 1 or later.
select
    'R12' as rule,
    'R12:' || citation.citation_id as discrepancy_id,
    citation.about_index_code as index_code,
    citation.about_year as year,
    cast(null as varchar) as unit_key,
    cast(null as varchar) as domain_key,
    citation.document_id,
    'dated ' || (citation.about_year + 1) || ' or later' as expected,
    cast(citation.cited_date as varchar) as found,
    cast(year(citation.cited_date) - citation.about_year - 1 as double) as difference,
    0.0 as tolerance,
    cast([] as varchar[]) as figure_ids,
    citation.citation_id,
    citation.quote
from {{ ref('int_citations') }} as citation
where citation.is_current and citation.about_index_code is not null and citation.about_year is not null
    and year(citation.cited_date) <= citation.about_year
