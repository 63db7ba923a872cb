{# Schemas are named as configured, without the target's schema before them. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name if custom_schema_name is not none else target.schema }}
{%- endmacro %}

{# A readable key part: lower-case ASCII words joined by hyphens. #}
{% macro slug(column) -%}
    trim(regexp_replace({{ ascii_lower(column) }}, '[^a-z0-9]+', '-', 'g'), '-')
{%- endmacro %}

{# The first eight words of a text as a readable key part. #}
{% macro first_words(text) -%}
    regexp_extract({{ slug(text) }}, '^([^-]+-){0,7}[^-]+')
{%- endmacro %}
