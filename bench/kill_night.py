"""A whole live night over the calm web, as a process of its own that may be killed; its clock stands still.

Belongs here: what `cchc run --live` does, with the local web for the real one. Does not belong here: killing (`kill`).
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from orchestration.crawling import Crawler
from orchestration.errors import RunError
from orchestration.jobs import Wanted
from orchestration.nightly import run_nightly
from orchestration.settings import Settings
from scrapers.crawl.limits import Limits

NOW = datetime(2026, 11, 26, 19, tzinfo=UTC)
WHAT = "cchc run --live"


def main() -> int:
    """Runs the night; a failure is one sentence and exit code 1."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True, help="where the local web answers")
    given = parser.parse_args()
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    limits = Limits(
        contact="bench@example.org", delay_seconds=0, allow_private=True, connect_http=("127.0.0.1", given.port)
    )
    crawler = Crawler(limits=limits, now=lambda: NOW, rng=random.Random(0))  # noqa: S311
    try:
        run_nightly(Settings(file=None, data=given.data, contact=limits.contact), Wanted(live=True), crawler, WHAT)
    except RunError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
