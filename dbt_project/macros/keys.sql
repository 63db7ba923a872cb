{# The readable keys of the warehouse, each built in one place. #}

{# An address without its scheme: a page that is held under http and https is one page. #}
{% macro address(url) -%}
    regexp_replace({{ url }}, '^[A-Za-z]+://', '')
{%- endmacro %}

{% macro domain_key(index_code, scope, year, domain_code) -%}
    ({{ index_code }} || if({{ scope }} = '', '', '@' || {{ scope }}) || '/' || {{ year }} || '/' || {{ domain_code }})
{%- endmacro %}

{% macro score_key(index_code, year, unit_key, domain_code) -%}
    ({{ index_code }} || '/' || {{ year }} || '/' || {{ unit_key }} || '/' || {{ domain_code }})
{%- endmacro %}

{# Records of prose with a key: the document, the kind, the section and the first words of what is printed; and with what
   they take from the capture that prints them.

   What one section prints twice is numbered in the order of print; superseded captures are marked, as in figure_id. #}
{% macro keyed_records(records, kind, words) %}
    select
        plain_id
        || if(same = 1, '', '~' || same)
        || if(is_current, '', '@' || left(capture_id, 8)) as {{ kind }}_id,
        numbered.* exclude (plain_id, same)
    from (
        select
            *,
            row_number() over (
                partition by plain_id, is_current, if(is_current, '', capture_id)
                order by capture_url, position, locator
            ) as same
        from (
            select
                record.*,
                printing.capture_url,
                printing.is_current,
                record.document_id || '#{{ kind }}.' || coalesce(regexp_replace(record.section, '\s+', '', 'g') || '.', '')
                || coalesce(nullif({{ first_words(words) }}, ''), 'unnamed') as plain_id
            from {{ records }} as record
            inner join {{ ref('int_printings') }} as printing using (document_id, capture_id)
        ) as named
    ) as numbered
{% endmacro %}
