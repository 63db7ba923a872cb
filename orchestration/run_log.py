"""What a run says as it goes, one JSON object a line with the run's id, and for how long that is kept.

Belongs here: the form of a line, the file, its removal. Does not belong here: saying anything.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from orchestration.errors import NotBegunError

ENDING = ".log.jsonl"
OURS = ("cchc", "orchestration", "publishing", "scrapers")
"""Loggers of this project: they are told from INFO on."""

_RUN_ID = re.compile(r"(\d{8}T\d{6}Z)(-\d+)?")
_STANDARD = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}
_MAX_CHARACTERS = 10_000


class JsonLines(logging.Formatter):
    """A record as one JSON object: time, run_id, level, logger, message, and whatever `extra` gave."""

    def __init__(self, run_id: str) -> None:
        super().__init__()
        self._run_id = run_id

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "run_id": self._run_id,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage()[:_MAX_CHARACTERS],
        }
        extras = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if extras:
            line["extra"] = extras
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)[-_MAX_CHARACTERS:]
        return json.dumps(line, ensure_ascii=False, default=str)


class _LogFile(logging.FileHandler):
    """A full disk must not end a run for want of its log."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's own name)
        """Says nothing: the line is lost."""


class _OursOrWarnings(logging.Filter):
    """Of other people's libraries only warnings are kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING or record.name.split(".")[0] in OURS


@contextmanager
def logged(runs: Path, run_id: str) -> Iterator[Path]:
    """Keeps what is said while the body runs in `<run_id>.log.jsonl`; the same run goes on with its file.

    Raises:
        NotBegunError: the file cannot be written.
    """
    path = runs / f"{run_id}{ENDING}"
    try:
        runs.mkdir(parents=True, exist_ok=True)
        handler = _LogFile(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise NotBegunError(f"The log {path} cannot be written: {error.strerror or error}.") from None
    handler.setFormatter(JsonLines(run_id))
    handler.addFilter(_OursOrWarnings())
    levels = {name: logging.getLogger(name).level for name in OURS}
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    try:
        yield path
    finally:
        logging.getLogger().removeHandler(handler)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        handler.close()


def is_run_id(text: str) -> bool:
    """Whether a text is the id of a run, which names its log."""
    return _RUN_ID.fullmatch(text) is not None


def remove_old_logs(runs: Path, keep_days: int, now: datetime) -> int:
    """Removes the logs of runs that began more than `keep_days` ago, by their names; gives how many."""
    oldest = (now.astimezone(UTC) - timedelta(days=keep_days)).strftime("%Y%m%dT%H%M%SZ")
    named = [(path, _RUN_ID.fullmatch(path.name.removesuffix(ENDING))) for path in runs.glob(f"*{ENDING}")]
    old = [path for path, match in named if match and match[1] < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
