-- One row a source: what of it is current, and how old what is kept is where newer looks do not bear it out.
select
    source,
    name_vi,
    name_en,
    publisher,
    licence,
    language,
    kind,
    cadence,
    documents,
    figures,
    suspect_documents,
    suspect_figures,
    suspect_since,
    kept_as_of,
    is_held_back,
    newest_on,
    last_looked_on
from {{ ref('int_sources') }}
order by source
