"""The static JSON tree of a release, `api/v1/`: what an API would answer, as files that any host serves.

Belongs here: names of its files, their content, their JSON Schemas. Does not belong here: the other files of a release.

A file is one object: `release`, `schema` (relative address of its JSON Schema), `citation`, `licence`, and its content.
Records have the field names of the marts; a field whose value is null is left out. Rows are sorted by key.
"""
