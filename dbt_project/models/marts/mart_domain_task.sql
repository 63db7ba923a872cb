-- What units plan for a subject: one row a task, of a current document, and a year that its plan is for, under the subject that
-- domains of all indices share. Join it by conformed_code, unit and year; a task that falls under no subject is in fct_task.
select
    task.task_id || coalesce('@' || year.plan_year, '') as domain_task_key,
    task.conformed_code,
    subject.name_vi as conformed_name_vi,
    subject.name_en as conformed_name_en,
    task.domain_label,
    issuer.issuer_unit_key as unit_key,
    issuer.issuer_unit_name as unit_name,
    issuer.issuer_level as level,
    issuer.issuer_province_name as province_name,
    cast(year.plan_year as integer) as plan_year,
    issuer.index_codes,
    task.task_id,
    task.text,
    task.verb,
    task.lead_units,
    task.coordinating_units,
    task.deadline,
    task.due_on,
    task.deadline_raw,
    task.document_id,
    document.title as document_title,
    document.full_number as document_full_number,
    document.issued_on as document_issued_on,
    document.url as document_url
from {{ ref('int_tasks') }} as task
inner join {{ ref('conformed_domains') }} as subject using (conformed_code)
inner join {{ ref('int_document_issuers') }} as issuer using (document_id)
inner join {{ ref('dim_document') }} as document using (document_id)
left join (
    select document_id, unnest(plan_years) as plan_year from {{ ref('int_document_issuers') }}
) as year using (document_id)
where task.is_current
order by domain_task_key
