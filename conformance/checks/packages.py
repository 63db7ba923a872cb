"""datapackage.json by frictionless, croissant.json by mlcroissant.

Belongs here: these two validators. Does not belong here: other descriptions (`linked_data`).
"""

from __future__ import annotations

import itertools
import logging

from conformance.subject import CheckError, Subject, fail_on

_READ = ("dim_index", "dim_province", "fct_task", "mart_coverage", "release_info")
"""Record sets that are read whole through mlcroissant, which takes seconds a thousand rows."""


def check_frictionless(subject: Subject) -> str:
    """Every row of every CSV file against types, keys, references, allowed values, sizes and sums."""
    import frictionless

    report = frictionless.validate(str(subject.release / "datapackage.json"), limit_errors=5)
    problems = [error.message for error in report.errors]
    problems += [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    fail_on(problems, "problems in datapackage.json and its tables")
    return f"{len(report.tasks)} tables, {sum(task.stats.get('rows') or 0 for task in report.tasks):,} rows valid"


def check_croissant(subject: Subject) -> str:
    """The metadata is valid, and a few record sets hold as many records as the tables have rows."""
    import mlcroissant

    logging.getLogger("absl").setLevel(logging.ERROR)
    dataset = mlcroissant.Dataset(jsonld=subject.release / "croissant.json")
    told = list(dataset.metadata.issues.errors) + list(dataset.metadata.issues.warnings)
    fail_on([str(problem) for problem in told], "errors and warnings")
    rows = subject.read_json("release.json")["tables"]
    for name in _READ:
        count = sum(1 for _ in itertools.islice(dataset.records(name), rows[name] + 1))
        if count != rows[name]:
            raise CheckError(f"record set {name} gave {count:,} records of {rows[name]:,}")
    sets = len(dataset.metadata.record_sets)
    return f"{sets} record sets valid without a warning; {', '.join(_READ)} read whole"
