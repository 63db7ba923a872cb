"""`cchc alert`: whether the messages of a night would arrive.

Belongs here: a message of trial, and what became of it. Does not belong here: sending (`orchestration.alerting`), what
a night's message says (`orchestration.night_message`).
"""

from __future__ import annotations

import platform

import click

from cchc.errors import CchcError, PipelineError
from cchc.text import printable


@click.command()
@click.option("--test", "is_trial", is_flag=True, help="Send a message of trial over every channel.")
def alert(is_trial: bool) -> None:
    """Tell how many channels the messages of a night go to, or try them."""
    from orchestration.settings import load_settings

    settings = load_settings()
    alerts = settings.alerts
    if not alerts.urls:
        raise CchcError(
            "No channel is configured: name one as alerts.urls in cchc.toml or in CCHC_ALERTS, such as json://host/path."
        )
    if is_trial:
        _try(settings.data.name)
        return
    when = "every night" if alerts.when == "always" else "where there is something to tell"
    count = len(alerts.urls)
    where = (
        "to the log alone, since alerts.dry is set" if alerts.dry else f"to {count} channel{'s' if count > 1 else ''}"
    )
    click.echo(f"One message a night goes {where}, {when}. Try it: cchc alert --test")


def _try(data_name: str) -> None:
    from orchestration.alerting import send
    from orchestration.night_message import Message
    from orchestration.settings import load_settings

    message = Message(
        f"CCHC: a message of trial from {platform.node()}",
        f"Messages of the nightly run over “{data_name}” arrive here. Thử nghiệm: tin nhắn đã đến nơi.\n",
    )
    deliveries = send(load_settings().alerts, message)
    for each in deliveries:
        click.echo(printable(f"{each.channel} {each.fault or 'took it'}"))
    failed = sum(each.fault is not None for each in deliveries)
    if failed:
        raise PipelineError(f"{failed} of {len(deliveries)} channels did not take the message: mend alerts.urls.")
