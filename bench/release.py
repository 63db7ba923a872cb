"""How long a release takes, step by step, and whether making it again gives the same bytes.

Belongs here: making releases of the warehouse that was built last, twice, and telling times and sizes. Does not belong
here: what a release holds (`publishing.release`).

    python -m bench.release [--build data/build/warehouse.duckdb]
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from publishing.checksums import SUMS_NAME
from publishing.release import MadeRelease, ReleaseContext, make_release

PROJECT = Path(__file__).parent.parent
EXPLORER = PROJECT / "explorer" / "dist"
MANIFEST = PROJECT / "dbt_project" / "target" / "manifest.json"


@dataclass(frozen=True)
class Timed:
    """A release that was made, and the seconds it took: of the clock, and of the processors."""

    made: MadeRelease
    clock: float
    processors: float


def main() -> int:
    """Print the table of steps; 1 when the second release differs from the first."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="cchc-bench-") as folder:
        with _steps_shown():
            first = _timed(options, Path(folder) / "first")
        second = _timed(options, Path(folder) / "second")
        _tell(first, second)
        return 0 if _sums(first) == _sums(second) else 1


def _options() -> argparse.Namespace:
    data = Path(os.environ.get("CCHC_DATA", PROJECT / "data"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=data / "build" / "warehouse.duckdb")
    parser.add_argument("--manifest", type=Path, default=MANIFEST)
    parser.add_argument("--explorer", type=Path, default=EXPLORER)
    return parser.parse_args()


@contextmanager
def _steps_shown() -> Iterator[None]:
    """Print what publishing logs of its steps."""
    log = logging.getLogger("publishing")
    shown = logging.StreamHandler(sys.stdout)
    log.addHandler(shown)
    log.setLevel(logging.INFO)
    yield
    log.removeHandler(shown)


def _timed(options: argparse.Namespace, root: Path) -> Timed:
    explorer = options.explorer if options.explorer.is_dir() else None
    context = ReleaseContext(manifest=options.manifest, schema_version="bench", checks={}, explorer=explorer)
    begun, busy = time.perf_counter(), _processor_seconds()
    made = make_release(options.build, root, context)
    return Timed(made, time.perf_counter() - begun, _processor_seconds() - busy)


def _processor_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _sums(timed: Timed) -> str:
    return (timed.made.path / SUMS_NAME).read_text(encoding="utf-8")


def _tell(first: Timed, second: Timed) -> None:
    files = [path for path in first.made.path.rglob("*") if path.is_file()]
    facts = {
        "version": first.made.version,
        "seconds": [round(first.clock, 1), round(second.clock, 1)],
        "processor_seconds": [round(first.processors, 1), round(second.processors, 1)],
        "processors": len(os.sched_getaffinity(0)),
        "load": [round(load, 1) for load in os.getloadavg()],
        "files": len(files),
        "megabytes": round(sum(path.stat().st_size for path in files) / 1e6, 1),
        "same_bytes": _sums(first) == _sums(second),
    }
    print(json.dumps(facts, indent=1))


if __name__ == "__main__":
    sys.exit(main())
