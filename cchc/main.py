"""The command `cchc`: its sub-commands, loaded when asked for, and the form of its failures.

Belongs here: the list of commands, exit codes of the unexpected. Does not belong here: what a command does.
Nothing heavy is imported here: `cchc --help` shows the list below and loads no command.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem

from cchc.errors import CchcError
from cchc.text import nearest, printable

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("cchc.pipeline_commands:run", "Rebuild everything from the archive and release it."),
    "as-known-on": ("cchc.pipeline_commands:as_known_on", "Rebuild the warehouse as it was known on a past day."),
    "add": ("cchc.pipeline_commands:add", "Put documents into the archive by hand."),
    "sources": ("cchc.sources_commands:sources", "List and check the sources, accept what looked suspect of them."),
    "archive": ("cchc.archive_commands:archive", "Check, rebuild or compact the archive of captures."),
    "read": ("cchc.read_command:read", "Print what the readers find in a document; no warehouse needed."),
    "query": ("cchc.query_command:query", "Ask a release in SQL."),
    "show": ("cchc.show:show", "Show a unit, an index, one year of it, a domain or a document."),
    "compare": ("cchc.compare_command:compare", "Show units side by side, in one year or over years."),
    "trace": ("cchc.trace_command:trace", "Follow a figure back to the place that printed it."),
    "status": ("cchc.status:status", "Show how the nightly fares, coverage, freshness and failures."),
    "alert": ("cchc.alert:alert", "Try whether the messages of a night arrive."),
    "diff": ("cchc.diff:diff", "Show what changed between two releases."),
    "cite": ("cchc.cite_command:cite", "Cite the release, a table or a figure."),
    "codebook": ("cchc.codebook_command:codebook", "Explain tables, columns, codes and domains, all or chosen ones."),
    "dagster": ("cchc.dagster_command:dagster", "Run Dagster's daemon, its web pages, or any of its commands."),
    "completion": ("cchc.completion_command:completion", "Print the script that lets a shell complete commands."),
    "serve": ("cchc.serve:serve", "Serve the release and its documentation on this machine."),
}
"""Every command: where it stands and its line in the help."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, not when they are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        try:
            command: click.Command = getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as error:
            raise CchcError(_missing(f"`cchc {cmd_name}`", error)) from error
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = nearest(args[0], COMMANDS)
            hint = f"did you mean {' or '.join(near)}?" if near else "`cchc --help` lists them."
            raise CchcError(f"There is no command {args[0]}; {hint}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names and help of the commands without loading them: the shell waits."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=text) for name, (_, text) in COMMANDS.items() if name.startswith(incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cchc-warehouse", message="cchc %(version)s")
def cli() -> None:
    """CCHC Warehouse: Viet Nam's administrative-reform indices, each figure with the place that printed it.

    Data stands in the directory named by CCHC_DATA, or in data/ of the project. Exit codes: 0 done, 1 a
    pipeline failed, 2 bad input or no release.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code. Every failure is one sentence on standard error."""
    try:
        # The whole line honours NO_COLOR (https://no-color.org); of the libraries only rich does by itself.
        colour = False if os.environ.get("NO_COLOR") else None
        result = cli.main(arguments, prog_name="cchc", standalone_mode=False, color=colour)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`cchc query ... | head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("CCHC_DEBUG"):
            raise
        return _told(error)
    return result if isinstance(result, int) else 0


def _told(error: Exception) -> int:
    from orchestration.errors import SettingsError

    reason = printable((str(error).splitlines() or [""])[0])
    if isinstance(error, ModuleNotFoundError):
        click.echo(f"Error: {_missing('This', error)}", err=True)
        return 2
    if isinstance(error, SettingsError):
        click.echo(f"Error: {reason}", err=True)
        return 2
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        click.echo(
            "Error: there is no room left where the output or the data goes; make room, then try again.", err=True
        )
        return 2
    click.echo(f"Error: unexpected {type(error).__name__}: {reason} (CCHC_DEBUG=1 shows where).", err=True)
    return 1


def _missing(what: str, error: ModuleNotFoundError) -> str:
    """What to install where the extra that a command needs is not."""
    return (
        f"{what} needs {error.name}, which is not installed; install it with: pip install 'cchc-warehouse[pipeline]'."
    )
