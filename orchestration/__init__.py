"""Dagster: the order of the work, its schedule and its checks.

Belongs here: assets, checks, jobs, the composition root `orchestration.definitions.build_defs`. Does not belong here:
parsing (`scrapers`), SQL (`dbt_project`) and release formats (`publishing`).
"""
