-- Figures as read, with the evidence class of the document that prints them and whether it still prints them.
select
    figure.*,
    printing.source,
    printing.capture_url,
    printing.evidence,
    printing.is_current,
    printing.text_complete
from {{ ref('stg_figures') }} as figure
inner join {{ ref('int_printings') }} as printing using (document_id, capture_id)
