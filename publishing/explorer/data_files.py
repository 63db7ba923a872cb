"""Writing a data file: a script that hands its content to the page.

Belongs here: the form of the script. Does not belong here: contents.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from publishing.cells import cell_text
from publishing.errors import ReleaseError
from publishing.release_content import write_text

DATA_FOLDER = Path("explorer") / "data"


def write_data(folder: Path, name: str, content: Any) -> None:
    """Write `explorer/data/<name>.js` of the release that is staged in `folder`."""
    write_text(folder / DATA_FOLDER / f"{name}.js", data_script(name, content))


def data_script(name: str, content: Any) -> str:
    """The call that hands `content` to the page: no markup and no line separator of JavaScript stands in it raw."""
    try:
        told = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain)
    except ValueError as error:
        raise ReleaseError(f"{name}.js of the explorer cannot be written ({error}); mend the model.") from None
    told = told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"cchcData({json.dumps(name)},{told})\n"


def part_name(name: str, part: int) -> str:
    """The name of part `part` of what comes in parts."""
    return name if part == 1 else f"{name}-part-{part}"


def _plain(value: object) -> str:
    """Days and times as they stand in the CSV files."""
    if isinstance(value, date):
        return cell_text(value)
    raise ValueError(f"a value of type {type(value).__name__}")
