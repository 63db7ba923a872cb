-- Which document cites which; the cited one is linked where it is held.
select
    citation_id,
    document_id as citing_document_id,
    cited_document_id,
    cited_type,
    cited_full_number,
    cited_date as cited_on,
    cited_precision,
    cited_issuer,
    about,
    about_index_code,
    cast(about_year as integer) as about_year,
    in_footnote,
    is_repeat,
    capture_id,
    locator,
    quote
from {{ ref('int_citations') }}
order by citation_id
