{# Who stands behind a document: its site, told from the readable document_id. #}

{# The registered name of the site of a page (`en.vietnamplus.vn/...` -> vietnamplus.vn, `snv.kontum.gov.vn` -> kontum.gov.vn);
   the folder of a transcribed table (`papi/2019` -> papi); a document added without an address stands for itself. #}
{% macro site_of(document_id) -%}
    case
        when starts_with({{ document_id }}, 'added/') then {{ document_id }}
        when not regexp_matches({{ document_id }}, '^[^/]*\.') then split_part({{ document_id }}, '/', 1)
        else coalesce(
            nullif(regexp_extract(lower({{ document_id }}), '^(?:[^/:]*\.)?([^/:.]+\.(?:gov|com|org|net|edu|dcs|co)\.[a-z]{2})(?:[/:#?]|$)', 1), ''),
            nullif(regexp_extract(lower({{ document_id }}), '^(?:[^/:]*\.)?([^/:.]+\.[a-z]{2,})(?:[/:#?]|$)', 1), ''),
            split_part({{ document_id }}, '/', 1)
        )
    end
{%- endmacro %}

{# The distinct words of a sentence, plain. #}
{% macro words_of(sentence) -%}
    list_sort(list_distinct(string_split({{ slug(sentence) }}, '-')))
{%- endmacro %}
