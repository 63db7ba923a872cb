"""The outside world to typed records: what is fetched, how it is kept, opened and read.

Belongs here: sources, crawling, the archive, documents, readers and the vocabulary of the field.
Does not belong here: orchestration, SQL, arithmetic on figures; nothing below imports Dagster, dbt or DuckDB.
"""
