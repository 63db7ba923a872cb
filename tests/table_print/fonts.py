"""Fonts with all Vietnamese letters, as Debian packages them.

Belongs here: where they are. Does not belong here: drawing.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path("/usr/share/fonts/truetype/dejavu")
SANS, SANS_BOLD, SERIF, NARROW = "DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif", "DejaVuSansCondensed"


class FontsMissingError(RuntimeError):
    """The fonts are not installed; the message says which package has them."""


def font_file(name: str) -> str:
    """The path of a font.

    Raises:
        FontsMissingError: it is not installed.
    """
    path = _FOLDER / f"{name}.ttf"
    if not path.is_file():
        raise FontsMissingError(f"{path} is not there: install fonts-dejavu-core.")
    return str(path)
