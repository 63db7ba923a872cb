"""`python -m tests.site` serves the local web for a person to look at, or for a program that started it.

Belongs here: the command line. Does not belong here: anything else.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path

from tests.site.bench_hosts import bench_hosts
from tests.site.calm import calm
from tests.site.certificates import GOOD, Authority, by_name
from tests.site.desk import Desk
from tests.site.faulty_table import faulty
from tests.site.guestbook import Guestbook
from tests.site.hosts import Row, Site, sites_of
from tests.site.running import DESK
from tests.site.table import ordinary
from tests.site.web import Host, Web


def _rows(table: str) -> tuple[Row, ...]:
    return {"calm": calm, "ordinary": ordinary, "faults": faulty, "both": lambda: (*ordinary(), *faulty())}[table]()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.site", description="Serves the local web on loopback.")
    parser.add_argument("--table", choices=("calm", "ordinary", "faults", "both", "plain"), default="ordinary")
    parser.add_argument("--delay", type=float, default=0.0, help="pause in seconds that clients have to keep")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where certificates are made for the hosts over TLS")
    parser.add_argument("--hosts", type=int, default=300)
    parser.add_argument("--pages", type=int, default=667)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--for-program", action="store_true", help="one line of JSON, and an end with the input's end")
    return parser.parse_args()


async def _serve(given: argparse.Namespace) -> None:
    book = Guestbook(given.delay)
    sites: dict[str, Site] = {} if given.table == "plain" else sites_of(_rows(given.table))
    plain = bench_hosts(given.hosts, given.pages, given.size) if given.table == "plain" else {}
    hosts: dict[str, Host] = {**sites, **plain}
    for host in hosts.values():
        book.introduce(host.name, host.robots, host.delay)
    web = Web(hosts, book, {DESK: Desk(book, sites)})
    told: dict[str, object] = {"http": await web.open(given.port), "https": 0, "root": None, "intermediate": None}
    secure = [site.row for site in sites.values() if site.row.scheme == "https"]
    if given.folder is not None and secure:
        authority = Authority(given.folder)
        contexts = {row.name: authority.context(row.certificate, row.name) for row in secure}
        told["https"] = await web.open(0, by_name({"": authority.context(GOOD, DESK), **contexts}))
        told |= {"root": str(authority.root), "intermediate": str(authority.intermediate)}
    if given.for_program:
        print(json.dumps(told), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        return
    _show(told, sites)
    await asyncio.Event().wait()


def _show(told: dict[str, object], sites: dict[str, Site]) -> None:
    """Tells a person what is where."""
    print(f"The local web answers on 127.0.0.1:{told['http']} (TLS: {told['https']}). Names resolve nowhere, so:")
    print(f"  curl -H 'Host: {DESK}' http://127.0.0.1:{told['http']}/report    the account of manners")
    for site in sites.values():
        connect = f"--connect-to ::127.0.0.1:{told['https' if site.row.scheme == 'https' else 'http']}"
        print(f"  curl {connect} '{site.start}'    {site.row.system}, {len(site.planted)} planted")


if __name__ == "__main__":
    arguments = _arguments()
    if arguments.folder is None and not arguments.for_program:
        arguments.folder = Path(tempfile.mkdtemp(prefix="site-"))
    try:
        asyncio.run(_serve(arguments))
    except KeyboardInterrupt:
        sys.exit(0)
