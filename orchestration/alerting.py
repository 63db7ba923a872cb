"""Sending a message over the channels that an operator configured, by apprise.

Belongs here: the channels, how long they may take, and what is said of one that failed. Does not belong here: what is
told (`night_message`). Addresses hold passwords and tokens: a channel is named by its number and kind alone, and what
apprise says is told without any part of the address.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from orchestration.night_message import Message, one_line
from orchestration.settings import AlertSettings

# Each exchange of apprise is bounded; this bounds a server that answers one byte at a time.
_SECONDS = 60.0
_LEAST_SECRET = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message on one channel; `fault` is None where it was taken."""

    channel: str
    fault: str | None


def send(alerts: AlertSettings, message: Message, seconds: float = _SECONDS) -> tuple[Delivery, ...]:
    """Sends a message over every channel, each in its turn; a channel that fails keeps no other from trying."""
    return tuple(
        Delivery(_name(number, url), _fault(url, message, alerts.sender, seconds))
        for number, url in enumerate(alerts.urls, 1)
    )


def in_words(deliveries: Sequence[Delivery]) -> str:
    """What became of a message, for the journal."""
    taken = sum(each.fault is None for each in deliveries)
    faults = [f"{each.channel} {each.fault}" for each in deliveries if each.fault is not None]
    return "; ".join([f"sent over {taken} of {len(deliveries)} channels", *faults])


def _name(number: int, url: str) -> str:
    kind = re.match(r"[a-z][a-z0-9+]{0,20}(?=://)", url.lower())
    return f"channel {number} ({kind.group() if kind else 'of no known kind'})"


def _fault(url: str, message: Message, sender: str, seconds: float) -> str | None:
    """Why a channel did not take a message; a channel that hangs is left to itself, and ends with the process."""
    found: list[str | None] = []
    thread = threading.Thread(target=lambda: found.append(_tried(url, message, sender)), daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else f"did not end within {seconds:g} s"


def _tried(url: str, message: Message, sender: str) -> str | None:
    with _kept_from_others(), _complaints() as said:
        try:
            taken = _sent(url, message, sender)
        except Exception as error:
            # A fault of a plugin is a channel that failed, not a night that did.
            return f"failed: unexpected {type(error).__name__}"
    if taken:
        return None
    reason = one_line(_without_secrets(" ".join(said), url))
    return f"did not take it: {reason}" if reason else "did not take it"


def _sent(url: str, message: Message, sender: str) -> bool:
    import apprise

    asset = apprise.AppriseAsset(app_id=sender, app_desc=sender, app_url="", async_mode=False)
    channel: Any = apprise.Apprise.instantiate(url, asset=asset)
    if channel is None:
        logging.getLogger("apprise").error("it is no address that apprise knows.")
        return False
    return bool(channel.notify(body=message.body, title=message.subject, body_format=apprise.NotifyFormat.TEXT))


@contextmanager
def _kept_from_others() -> Iterator[None]:
    """Keeps what this thread says from every other log: apprise, requests and urllib3 all tell addresses."""
    unheard = _NotOf(threading.get_ident())
    handlers = [*logging.getLogger().handlers, *([logging.lastResort] if logging.lastResort else [])]
    for handler in handlers:
        handler.addFilter(unheard)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(unheard)


class _NotOf(logging.Filter):
    def __init__(self, thread: int) -> None:
        super().__init__()
        self._thread = thread

    def filter(self, record: logging.LogRecord) -> bool:
        return record.thread != self._thread


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What apprise warns of in this thread; a channel that was given up may still be at work in another."""
    handler = _Listener(threading.get_ident())
    logger = logging.getLogger("apprise")
    logger.addHandler(handler)
    try:
        yield handler.said
    finally:
        logger.removeHandler(handler)


class _Listener(logging.Handler):
    def __init__(self, thread: int) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []
        self._thread = thread

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.said.append(record.getMessage())


def _without_secrets(text: str, url: str) -> str:
    """The text without any part of the address."""
    parts = {*re.split(r"[:/@?&=,;#\s]+", url), *re.split(r"[:/@?&=,;#\s]+", unquote(url)), url}
    for part in sorted((part for part in parts if len(part) >= _LEAST_SECRET), key=len, reverse=True):
        text = text.replace(part, "…")
    return text
