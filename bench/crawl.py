"""How fast a night's crawl is against Scrapy: the same server, pages and run, no delay configured (`make bench-crawl`).

Belongs here: starting the server and the contenders one after the other, and measuring them from outside. Does not
belong here: the pages (`crawl_pages`), the server (`crawl_site`), a contender (`crawl_ours`, `crawl_scrapy`). Pages a
second count from the first page asked to the end of the process, when everything that is kept is on disk; pages a
second of processor time hold also where the machine has other work. Nothing here fails on a slow machine, but a
contender that missed a page, asked one twice, asked what robots.txt forbids or asked a host twice at once does.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.crawl_pages import Web
from bench.crawl_site import CONTROL

PROJECT = Path(__file__).resolve().parent.parent
_SAMPLING_SECONDS = 0.1
_LINE = "{:<28}{:>9}{:>11}{:>13}{:>9}{:>12}{:>11}{:>11}{:>10}"


@dataclass(frozen=True, slots=True)
class Crawl:
    """What a contender did; memory in bytes, `early` at a tenth of the pages, `late` at the last sample."""

    name: str
    pages: int
    raw: int
    seconds: float
    processor: float
    early: int
    late: int
    kept: int
    faults: tuple[str, ...]

    @property
    def speed(self) -> float:
        return self.pages / max(self.seconds, _SAMPLING_SECONDS)

    @property
    def thrift(self) -> float:
        return self.pages / max(self.processor, _SAMPLING_SECONDS)


@dataclass(frozen=True, slots=True)
class Server:
    """The running site."""

    web: Web
    port: int

    def told(self, path: str = "/") -> dict[str, float]:
        """What the server counted; `/reset` begins anew."""
        with urllib.request.urlopen(f"http://{CONTROL}:{self.port}{path}", timeout=30) as answer:
            counted: dict[str, float] = json.load(answer)
            return counted

    def arguments(self) -> list[str]:
        return ["--port", str(self.port), "--pages", str(self.web.total), "--hosts", str(self.web.hosts)]


def main() -> int:
    """Prints a line a contender, then the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--hosts", type=int, default=300)
    parser.add_argument("--peers", metavar="PYTHON", help="the interpreter that has Scrapy; without it ours runs alone")
    parser.add_argument("--folder", type=Path, help="where archives are written; a temporary folder otherwise")
    given = parser.parse_args()
    web = Web.of(given.pages, given.hosts)
    print(f"{web.total:,} pages of 20 kB on {web.hosts} hosts; the server thinks 2 ms; {os.cpu_count()} cores")
    print(_LINE.format("", "pages", "seconds", "pages/s", "cpu s", "pages/cpu s", "MB at 10%", "MB at end", "kept/raw"))
    with served(web) as server, tempfile.TemporaryDirectory(dir=given.folder) as folder:
        crawls = [crawl for crawl in contests(server, Path(folder), given.peers) if _shown(crawl)]
    for peer in crawls[1:]:
        ours = crawls[0]
        print(f"ours is {ours.speed / peer.speed:.2f} x {peer.name}; {ours.thrift / peer.thrift:.2f} x by processor")
    return 1 if any(crawl.faults for crawl in crawls) else 0


@contextmanager
def served(web: Web) -> Iterator[Server]:
    """The site in a process of its own."""
    command = [sys.executable, "-m", "bench.crawl_site", "--pages", str(web.total), "--hosts", str(web.hosts)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT)
    try:
        yield Server(web, int(process.stdout.readline()) if process.stdout else 0)
    finally:
        process.kill()
        process.wait()


def contests(server: Server, folder: Path, peers: str | None) -> Iterator[Crawl]:
    """Ours, then Scrapy with bodies kept and with bodies thrown away."""
    own = folder / "ours"
    yield measured("ours", server, [sys.executable, "-m", "bench.crawl_ours", "--data", str(own)], own / "archive")
    if peers:
        scrapy, kept = [peers, "-m", "bench.crawl_scrapy"], folder / "scrapy.gz"
        yield measured("Scrapy, bodies kept", server, [*scrapy, "--kept", str(kept)], kept)
        yield measured("Scrapy, bodies thrown away", server, scrapy, None)


def measured(name: str, server: Server, command: Sequence[str], kept: Path | None) -> Crawl:
    """Runs a contender and looks at it and at the server's counts until it ends."""
    server.told("/reset")
    process = subprocess.Popen([*command, *server.arguments()], cwd=PROJECT, env={**os.environ, "PYTHONPATH": "."})
    early = late = 0
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        late = _resident(process.pid) or late
        if not early and server.told()["pages"] >= server.web.total / 10:
            early = late
        time.sleep(_SAMPLING_SECONDS)
    told = server.told()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Crawl(
        name=name,
        pages=int(told["pages"]),
        raw=int(told["bytes"]),
        seconds=told["seconds"],
        processor=used.ru_utime + used.ru_stime,
        early=early,
        late=late,
        kept=_size(kept) if kept else 0,
        faults=tuple(_faults(told, server.web, process.returncode)),
    )


def _faults(told: dict[str, float], web: Web, code: int) -> Iterator[str]:
    if code:
        yield f"ended with exit code {code}"
    if told["pages"] - told["again"] != web.total:
        yield f"got {told['pages'] - told['again']:.0f} of {web.total} pages"
    for name, said in (("again", "asked for pages twice"), ("forbidden", "asked for what robots.txt forbids")):
        if told[name]:
            yield f"{said}: {told[name]:.0f} times"
    if told["at_once"] > 1:
        yield f"had {told['at_once']:.0f} requests open at one host at once"


def _resident(process: int) -> int:
    """Memory of a process; 0 where it has just ended."""
    try:
        found = re.search(r"VmRSS:\s*(\d+) kB", Path(f"/proc/{process}/status").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def _size(path: Path) -> int:
    return sum(each.stat().st_size for each in ([path] if path.is_file() else path.rglob("*")) if each.is_file())


def _shown(crawl: Crawl) -> bool:
    megabytes = [f"{size / 2**20:.0f}" for size in (crawl.early, crawl.late)]
    kept = f"{crawl.kept / crawl.raw:.3f}" if crawl.kept and crawl.raw else "-"
    speeds = (f"{crawl.seconds:.1f}", f"{crawl.speed:.0f}", f"{crawl.processor:.1f}", f"{crawl.thrift:.0f}")
    print(_LINE.format(crawl.name, crawl.pages, *speeds, *megabytes, kept), flush=True)
    for fault in crawl.faults:
        print(f"  fault: {fault}", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
