"""`cchc dagster`: Dagster's daemon, pages and own commands over the configured data directory and instance.

Belongs here: preparing the instance's folder and handing over to Dagster. Does not belong here: what runs in it
(`orchestration.definitions`); Dagster itself is never imported, this process becomes it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.errors import CchcError

if TYPE_CHECKING:
    from orchestration.settings import Settings

MODULE = "orchestration.definitions"
# The system takes addresses of 107 bytes; the name of a temporary file comes behind.
_LONGEST_FOLDER_OF_SOCKETS = 90


@click.command(name="dagster", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, required=True, metavar="daemon|webserver|dev|...", type=click.UNPROCESSED)
def dagster(arguments: tuple[str, ...]) -> None:
    """Run Dagster's daemon, its web pages, both (dev), or any of its commands, such as `schedule start nightly_at_two`.

    Host, port and the folder of the instance come from the configuration.
    """
    from orchestration.settings import load_settings

    settings = load_settings()
    command = command_line(settings, arguments)
    environment = prepared(settings)
    try:
        os.execve(command[0], command, environment)  # noqa: S606  (Dagster of this environment)
    except OSError as error:
        raise CchcError(f"{command[0]} cannot be started ({error.strerror}): install the project.") from None


def command_line(settings: Settings, arguments: tuple[str, ...]) -> list[str]:
    """The command of Dagster's that is meant, with the project's definitions."""
    programs = Path(sys.executable).parent
    place = ["-h", settings.dagster.host, "-p", str(settings.dagster.port)]
    first, *more = arguments
    if first == "daemon":
        return [str(programs / "dagster-daemon"), *(more or ["run", "-m", MODULE])]
    if first == "webserver":
        return [str(programs / "dagster-webserver"), *place, "-m", MODULE, *more]
    if first == "dev":
        return [str(programs / "dagster"), "dev", *place, "-m", MODULE, *more]
    return [str(programs / "dagster"), *arguments, "-m", MODULE]


def prepared(settings: Settings) -> dict[str, str]:
    """The environment of Dagster's processes; its folder and the project's manifest are made where they are missing."""
    from orchestration.paths import PROJECT, DataPaths
    from orchestration.warehouse import WarehouseError, parse_manifest

    home = settings.dagster_home
    temporary = home / "tmp"
    try:
        temporary.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / "dagster.yaml", home / "dagster.yaml")
        parse_manifest(DataPaths(settings.data))
    except OSError as error:
        raise CchcError(f"{error.filename or home} cannot be written: {error.strerror}.") from None
    except WarehouseError as error:
        raise CchcError(str(error)) from None
    told = {"DAGSTER_HOME": str(home), "CCHC_DATA": str(settings.data)}
    if len(str(temporary)) <= _LONGEST_FOLDER_OF_SOCKETS:
        # The pages end a run over a socket that the daemon made: each as a service has a /tmp of its own.
        told["TMPDIR"] = str(temporary)
    if settings.file is not None:
        told["CCHC_CONFIG"] = str(settings.file)
    return {**os.environ, **told}
