"""Steps that fail, found by name by the processes that run steps. Belongs here: nothing else."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any


def write_half(_con: Any, folder: Path, _content: Any) -> None:
    """Write something, then find the disk full."""
    (folder / "half.txt").write_text("half")
    raise OSError("disk full")


def write_and_die(_con: Any, _folder: Path, _content: Any) -> None:
    """End as a process that the system kills."""
    os._exit(9)


def write_and_wait(_con: Any, folder: Path, _content: Any) -> None:
    """Say which process this is, and take very long."""
    (folder.parent / "worker").write_text(str(os.getpid()))
    time.sleep(600)


class Unspeakable(Exception):  # noqa: N818 - it is what it is
    """An exception that cannot travel between processes."""

    def __init__(self) -> None:
        super().__init__(lambda: None)


def write_unspeakably(_con: Any, _folder: Path, _content: Any) -> None:
    """Raise what cannot be pickled."""
    raise Unspeakable
