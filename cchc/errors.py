"""Errors of the command line and their exit codes: 0 done, 1 a pipeline failed, 2 bad input or state.

Belongs here: the error types. Does not belong here: catching them (`cchc.main`).
"""

from __future__ import annotations

import click

from cchc.text import printable


class CchcError(click.ClickException):
    """Bad input or a missing release; one sentence that says what is wrong, where, and what to do.

    Exit code 2.
    """

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(printable(message))


class PipelineError(CchcError):
    """A pipeline was started rightly and failed. Exit code 1."""

    exit_code = 1
