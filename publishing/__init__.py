"""From the warehouse to releases: files, dictionary, citations, packages, static docs.

Belongs here: everything that turns the schema `marts` of a finished build into an immutable folder, and the
rules of how a cell, a key or a citation is written in it. Does not belong here: how figures are read
(`scrapers`), what they mean (`dbt_project`), when releases are made (`orchestration`), how they are asked
(`cchc`).
"""
