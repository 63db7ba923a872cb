"""`python -m tests.planted_errors`: the rates by kind, as a table; `--say NAME` tells all that is said of a variant."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.planted_errors.experiment import CLEAN, ERRORS, run
from tests.planted_errors.verdicts import report


def main() -> None:
    """Runs the experiment and prints its rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=ERRORS)
    parser.add_argument("--clean", type=int, default=CLEAN)
    parser.add_argument("--first", type=int, default=0, help="another number plants other errors")
    parser.add_argument("--data", type=Path, help="an empty folder to keep the warehouse in")
    parser.add_argument("--say", nargs="*", default=[], help="names of variants, such as e017")
    told = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(told.data or Path(folder), told.errors, told.clean, told.first)
    for name in told.say:
        print(name, *(f"  {one.by}: {one.words}" for one in outcome.told.get(name, [])), sep="\n")
    print(report(outcome.rates, outcome.alarms))
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
