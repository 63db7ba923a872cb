"""The commands about sources: list them, check their descriptions, look at their pages live.

Belongs here: options, and results in words. Does not belong here: the work (`scrapers.crawl`), accepting suspect
captures (`accept_command`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cchc.accept_command import accept
from cchc.errors import CchcError, PipelineError
from cchc.text import printable

if TYPE_CHECKING:
    from pathlib import Path

    from scrapers.crawl.limits import Limits
    from scrapers.crawl.live_check import Checked
    from scrapers.crawl.source import Source

_COLUMNS = ("code", "kind", "system", "hosts", "cadence", "last_verified")


@click.group()
def sources() -> None:
    """List the sources, check them, and accept what looked suspect of them."""


sources.add_command(accept)


@sources.command(name="list")
@click.option("--format", "format_name", type=click.Choice(["table", "csv", "json"]), help="Default: table, or csv.")
def list_sources(format_name: str | None) -> None:
    """List all sources with their hosts and the day on which they were last seen to be as described."""
    from cchc.output import chosen_format, echo_csv, echo_rows_json, echo_table

    rows = [_row(source) for source in _named(())]
    match chosen_format(format_name):
        case "json":
            echo_rows_json(_COLUMNS, [rows])
        case "csv":
            echo_csv(_COLUMNS, [rows])
        case _:
            echo_table(f"{len(rows)} sources", _COLUMNS, rows)


@sources.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--live", is_flag=True, help="Ask the start pages of the named sources; needs a contact.")
@click.option("--record", is_flag=True, help="With --live: write today as the day on which a good source was verified.")
def check(codes: tuple[str, ...], live: bool, record: bool) -> None:
    """Check the descriptions of sources, all of them or those that are named.

    Without --live nothing is asked of any site: the fields, their patterns and the recorded pages are checked. With it
    each start page is asked once, politely, and nothing is kept; what came is told.
    """
    if record and not live:
        raise CchcError("--record writes down what --live has seen: give both.")
    if live and not codes:
        raise CchcError("--live asks real sites: name the sources, such as `cchc sources check --live moha_site`.")
    found = _named(codes)
    _check_descriptions(found)
    if live:
        _check_live(found, _folder() if record else None)


def _folder() -> Path:
    """Where the sources are described."""
    from orchestration.paths import DataPaths

    return DataPaths.from_environment().sources


def _named(codes: Sequence[str]) -> list[Source]:
    from scrapers.crawl.source import SourceError
    from scrapers.crawl.source_file import find_source, load_sources

    folder = _folder()
    try:
        return [find_source(code, folder) for code in codes] if codes else list(load_sources(folder))
    except SourceError as error:
        raise CchcError(str(error)) from None


def _row(source: Source) -> list[str]:
    plan = source.plan
    hosts = "" if plan is None else ", ".join(plan.hosts) or "none is left"
    verified = "" if plan is None else str(source.last_verified or "never")
    return [source.code, source.kind, "" if plan is None else plan.system, hosts, source.cadence, verified]


def _check_descriptions(found: Sequence[Source]) -> None:
    from orchestration.paths import PROJECT
    from scrapers.crawl.recorded import recorded_faults
    from scrapers.crawl.source import SourceError
    from scrapers.crawl.source_schema import descriptions, schema_faults

    folder = _folder()
    recorded = PROJECT / "tests" / "recorded" / "sources"
    try:
        given = descriptions(folder)
    except SourceError as error:
        raise CchcError(str(error)) from None
    faults = [fault for source in found for fault in schema_faults(*given[source.code])]
    if recorded.is_dir() and folder.is_relative_to(PROJECT):  # an operator's own sources have none
        faults.extend(fault for source in found for fault in recorded_faults(source, recorded))
    faults.extend(_faults_of_time(found, folder))
    for fault in faults:
        click.echo(printable(fault))
    if faults:
        raise PipelineError(f"The descriptions of sources have {len(faults)} faults.")
    live = sum(source.plan is not None for source in found)
    click.echo(f"{len(found)} sources are well described, {live} of them live.")


def _faults_of_time(found: Sequence[Source], folder: Path) -> Iterator[str]:
    """Days that have not come, and patterns that could stop a night."""
    from scrapers.crawl.pattern_times import patterns_of, slow_patterns
    from scrapers.crawl.source_table import TABLE, days_to_come
    from scrapers.hanoi import HANOI

    today = datetime.now(HANOI).date()
    yield from days_to_come(folder / TABLE, today)
    patterns = {source.code: patterns_of(source.plan) for source in found if source.plan is not None}
    slow = set(slow_patterns([pattern for of_source in patterns.values() for pattern in of_source]))
    for source in found:
        if source.last_verified is not None and source.last_verified > today:
            yield f"{source.described_in}: the field last_verified is {source.last_verified}, which has not come."
        for pattern in patterns.get(source.code, ()):
            if pattern in slow:
                yield (
                    f"{source.described_in}: the pattern {pattern} hangs on some addresses and could stop a night: "
                    "write another."
                )


def _check_live(found: Sequence[Source], record_in: Path | None) -> None:
    from scrapers.crawl.live_check import check_live
    from scrapers.hanoi import HANOI

    limits = _limits()
    bad = []
    for source in found:
        if source.plan is None or not source.plan.start:
            click.echo(f"{source.code}: nothing to ask. {printable(source.notes or '')}")
            continue
        checked = []
        for page in check_live(source.plan, limits):
            checked.append(page)
            click.echo(_told(source.code, page))
        if not all(page.is_good for page in checked):
            bad.append(source.code)
            continue
        _tell_verified(source, datetime.now(HANOI).date(), record_in)
    if bad:
        raise PipelineError(f"Not as described: {', '.join(bad)}. Look at the pages and mend the description.")


def _limits() -> Limits:
    """The bounds that the configuration sets for a night, with its contact."""
    from orchestration.crawling import crawler_of
    from orchestration.settings import CONTACT_VARIABLE, load_settings

    limits = crawler_of(load_settings(), datetime.now).limits
    if limits is None:
        raise CchcError(
            f"Sites are not asked without a contact: set {CONTACT_VARIABLE} (or `contact` in cchc.toml) to an address "
            "that they can write to."
        )
    return limits


def _told(code: str, page: Checked) -> str:
    status = "no answer" if page.status is None else str(page.status)
    links = ", ".join(f"{count} {kind}" for kind, count in page.links.items()) or "no links"
    why = f" {page.why}" if page.why else ""
    return printable(f"{code}: {page.url}: {status}, {page.outcome}; leads to {links}.{why}")


def _tell_verified(source: Source, day: date, folder: Path | None) -> None:
    """Tells how to write down that a source is as described, or writes it down where its descriptions stand."""
    from scrapers.crawl.source import SourceError
    from scrapers.crawl.source_record import record_verified

    if folder is None:
        click.echo(
            f"{source.code}: compare with what the description says; if it is right, give --record too, or write "
            f"`last_verified: {day}` in {source.described_in}."
        )
        return
    try:
        path = record_verified(source, day, folder)
    except (SourceError, OSError) as error:
        raise CchcError(str(error)) from None
    click.echo(f"{source.code}: last_verified is {day} in {printable(str(path))}.")
