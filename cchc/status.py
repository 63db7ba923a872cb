"""`cchc status`: how the nightly fares, what the release covers, how fresh it is, and what failed on the way.

Belongs here: the command, freshness, and the order of what is told. Does not belong here: the questions to a release
(`status_release`), the words for the nightly (`status_operation`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cchc.errors import CchcError
from cchc.output import echo_json, echo_table
from cchc.pipeline_commands import utc_now
from cchc.releases import Release, data_directory, find_release, release_option
from cchc.status_operation import echo_operation, operation, operation_facts
from cchc.status_release import SECTIONS, Rows, release_sections
from cchc.text import printable

if TYPE_CHECKING:
    from orchestration.looks import LatestLooks

_FAILING = "Addresses whose last look failed or gave no document"
_MOST_FAILING = 50


@click.command()
@click.option("--format", "format_name", type=click.Choice(["table", "json"]), default="table", show_default=True)
@release_option
def status(format_name: str, release_name: str) -> None:
    """Show how the nightly fares, coverage by index, freshness, and failures by kind."""
    data_directory()
    latest, damage = _looks()
    now = utc_now()
    fares = operation(now, {} if latest is None else latest.last_good)
    try:
        release = find_release(release_name)
        newest, sections = release_sections(release)
    except CchcError:
        # The first night may have failed: how it fares is told all the same.
        if format_name == "json":
            echo_json({"release": None, "archive_damage": damage, "operation": operation_facts(fares)})
        else:
            if damage:
                click.echo(f"Archive: damaged, so that its looks are not known: {printable(damage)}")
            echo_operation(fares, now)
        raise
    if format_name == "json":
        about = {"release": release.version, "built_from": release.built_from, "archive_damage": damage}
        looks = {
            "freshness": _freshness(newest, latest),
            "failed_looks": None if latest is None else list(latest.failing),
        }
        echo_json(about | {"operation": operation_facts(fares)} | sections | looks)
    else:
        _echo_freshness(release, newest, latest)
        echo_operation(fares, now)
        _echo(sections, latest)
    if damage:
        raise CchcError(damage)


def _looks() -> tuple[LatestLooks | None, str | None]:
    """The looks as the archive tells them today, None where it is damaged, and what is wrong with it.

    A look that brought nothing makes no release, so that the release cannot tell of it.
    """
    from orchestration.looks import latest_looks
    from scrapers.archive import ArchiveError

    try:
        return latest_looks(data_directory()), None
    except ArchiveError as error:
        return None, str(error)


def _freshness(newest: Any, latest: LatestLooks | None) -> dict[str, Any]:
    return {
        "newest_capture": newest,
        "last_look": None if latest is None else latest.last_look,
        "looks": None if latest is None else latest.looks,
        "failing": None if latest is None else latest.amiss,
    }


def _echo_freshness(release: Release, newest: Any, latest: LatestLooks | None) -> None:
    archive = (
        "Archive: damaged, so that its looks are not known."
        if latest is None
        else f"Archive: {latest.looks:,} looks, the last {latest.last_look}; {latest.amiss:,} addresses fail now."
    )
    click.echo(f"Release {release.version}: newest capture {newest}. {archive}")


def _echo(sections: dict[str, Rows], latest: LatestLooks | None) -> None:
    titled: list[tuple[str, Rows]] = [(title, sections[name]) for name, (title, _) in SECTIONS.items()]
    if latest is not None:
        titled.append((_FAILING, list(latest.failing[:_MOST_FAILING])))
    for title, rows in titled:
        if rows:
            echo_table(title, list(rows[0]), [[told_years(value) for value in row.values()] for row in rows])
        else:
            click.echo(f"{title}: none.\n")
    if latest is not None and latest.amiss > _MOST_FAILING:
        click.echo(
            f"{latest.amiss - _MOST_FAILING:,} of {latest.amiss:,} addresses are not shown; --format json has more."
        )


def told_years(value: object) -> object:
    """A list of years as stretches, such as `2011-2013, 2016`; any other value as it is."""
    if not isinstance(value, list) or not all(isinstance(year, int) for year in value):
        return value
    stretches: list[list[int]] = []
    for year in sorted(value):
        if stretches and year == stretches[-1][-1] + 1:
            stretches[-1].append(year)
        else:
            stretches.append([year])
    return ", ".join(f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0]) for years in stretches)
