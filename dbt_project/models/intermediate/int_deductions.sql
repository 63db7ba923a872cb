-- Criteria on which points were lost, with keys; superseded captures are marked.
{{ keyed_records(ref('stg_deductions'), 'deduction', "criterion") }}
