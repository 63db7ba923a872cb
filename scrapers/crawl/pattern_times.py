"""Whether the patterns of sources are quick on whatever address: a hostile one must not stop a night.

Belongs here: timing patterns in a process of their own, which ends by itself. Does not belong here: matching links
(`systems.choosing`), which sees addresses of 2,000 characters at the most (`systems.canonical`) but cannot be
interrupted.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Collection, Iterator

from scrapers.crawl.plan import CrawlPlan
from scrapers.crawl.systems.canonical import MAX_LENGTH

_SECONDS = 0.5
"""In which a pattern has to be through with one hostile address."""
_SECONDS_IN_ALL = 120
_MODULE = "scrapers.crawl.pattern_times"
_UNITS = (
    "a", "-", "/", "1", "a-", "/a", "/1", "-a1", "?a=", "&a=1", "a/", "cai-cach-", "/download", "_a", ".", "a.", "?",
    "/-", "%2c", "1,", "/documents/1", "tin-tuc-", "page-", "?page=1&",
)  # fmt: skip
_PREFIXES = ("https://a.vn/", "https://a.vn/?", "")


def patterns_of(plan: CrawlPlan) -> tuple[str, ...]:
    """All patterns of a plan that are held against addresses."""
    dates = (plan.dates.in_address,) if plan.dates.in_address else ()
    lookups = (lookup.match for lookup in plan.lookups)
    return (*plan.documents, *plan.lists, *plan.ignore, *plan.paging.links, *lookups, *dates)


def slow_patterns(patterns: Collection[str]) -> tuple[str, ...]:
    """Those of these patterns that hang on some address, sorted; found in a child process."""
    given = sorted(set(patterns))
    try:
        done = subprocess.run(  # noqa: S603  (our own module)
            [sys.executable, "-m", _MODULE],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=_SECONDS_IN_ALL,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return tuple(given)
    return tuple(json.loads(done.stdout))


def _hangs(pattern: re.Pattern[str]) -> bool:
    try:
        for address in _hostile():
            signal.setitimer(signal.ITIMER_REAL, _SECONDS)
            pattern.search(address)
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return False


def _hostile() -> Iterator[str]:
    for unit in _UNITS:
        for prefix in _PREFIXES:
            for end in ("!", "\u1eef"):
                yield (prefix + unit * MAX_LENGTH)[: MAX_LENGTH - 1] + end


def _stop(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, _stop)
    json.dump([pattern for pattern in json.load(sys.stdin) if _hangs(re.compile(pattern))], sys.stdout)
