"""`python -m conformance RELEASE`: run every check and say on one line how it went; exit code 1 when one failed.

Belongs here: the list of checks and how they are told. Does not belong here: the checks.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from pathlib import Path

from conformance.checks import browsers, dbt_project, linked_data, packages, pages, rows, texts
from conformance.subject import Check, CheckError, Subject

CHECKS: dict[str, Check] = {
    "sums": texts.check_sums,
    "frictionless": packages.check_frictionless,
    "croissant": packages.check_croissant,
    "schema.org": linked_data.check_schema_org,
    "dcat": linked_data.check_dcat,
    "json-schemas": texts.check_json_schemas,
    "atom": texts.check_atom,
    "citation.cff": texts.check_cff,
    "bibtex": texts.check_bibtex,
    "html": pages.check_html,
    "links": pages.check_links,
    "dbt-bouncer": dbt_project.check_bouncer,
    "same-rows": rows.check_same_rows,
    "axe": browsers.check_axe,
    "lighthouse": browsers.check_lighthouse,
}


def main() -> int:
    """Run the checks that are named, or all."""
    arguments = argparse.ArgumentParser(prog="make conformance", description="Hold a release against validators.")
    arguments.add_argument("release", type=Path, help="folder of a release")
    arguments.add_argument("--manifest", type=Path, required=True, help="dbt's manifest.json")
    arguments.add_argument("--python", type=Path, required=True, help="Python of the project, with DuckDB 2.x")
    arguments.add_argument("--only", nargs="*", choices=CHECKS, default=list(CHECKS), help="these checks alone")
    given = arguments.parse_args()
    subject = Subject(given.release.resolve(), given.manifest.resolve(), given.python.absolute())
    if not (subject.release / "release.json").is_file():
        print(f"{given.release} is no release: it has no release.json; make one with `make run`.", file=sys.stderr)
        return 2
    print(f"Release {subject.version}")
    return 1 if sum(not _passes(name, CHECKS[name], subject) for name in given.only) else 0


def _passes(name: str, check: Check, subject: Subject) -> bool:
    """Run a check, tell its line, and beneath it the first problems."""
    begun = time.perf_counter()
    problems: tuple[str, ...] = ()
    try:
        state, told = "ok", check(subject)
        if told is None:
            state, told = "skip", "nothing stands here yet"
    except CheckError as failed:
        state, told, problems = "FAIL", failed.summary, failed.problems
    except Exception:  # a validator that breaks is a failure like any other, and the others still run
        state, told, problems = "FAIL", "the validator itself failed", (traceback.format_exc(limit=-3),)
    print(f"{state:<5} {name:<14} {told} ({time.perf_counter() - begun:.1f} s)", flush=True)
    for problem in problems[:10]:
        print(f"        {problem}", flush=True)
    return state != "FAIL"


if __name__ == "__main__":
    sys.exit(main())
