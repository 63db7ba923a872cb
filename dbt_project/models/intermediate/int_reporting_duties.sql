-- Reporting duties with keys; superseded captures are marked.
{{ keyed_records(ref('stg_reporting_duties'), 'reporting_duty', "array_to_string(units, ' ')") }}
