"""The code that the documentation prints, as it stands there.

Belongs here: finding fenced blocks. Does not belong here: running them.
"""

from __future__ import annotations

import re
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks_of(path: Path, language: str) -> list[str]:
    """The blocks of a language in a Markdown file, in order, without those that are marked `not-run`."""
    return [found[2] for found in _BLOCK.finditer(path.read_text("utf-8")) if found[1] == language]
