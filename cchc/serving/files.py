"""Which file of a release an address names, and of what type it is.

Belongs here: addresses to files, never one outside the release; media types. Does not belong here: HTTP
(`cchc.serving.handler`).
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

# Our own table: the machine's (`mimetypes`) differs from one to the next.
_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".cff": "application/yaml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".duckdb": "application/octet-stream",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".png": "image/png",
    ".sqlite": "application/vnd.sqlite3",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
    "": "text/plain; charset=utf-8",
}
_PACKED = frozenset({".parquet", ".png", ".woff2", ".xlsx", ".zip", ".duckdb", ".sqlite"})
START_PAGES = ("index.html", "docs/index.html")
"""Where the root leads: the explorer, or the documentation in a release made before there was one."""


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file of the release: its path below the release, and what tells one state of it from another."""

    path: Path
    name: str
    size: int
    modified: int

    @property
    def media_type(self) -> str:
        """The value of Content-Type."""
        return _TYPES.get(self.path.suffix, "application/octet-stream")

    @property
    def is_compressible(self) -> bool:
        """Whether gzip makes it smaller; files packed by themselves are sent as they are."""
        return self.path.suffix in _TYPES and self.path.suffix not in _PACKED


def find_file(root: Path, target: str) -> ServedFile | None:
    """The file that the path of an address names; None where the release has none, or it would lie outside."""
    names = _names(target)
    if names is None:
        return None
    if not names:
        return next((found for start in START_PAGES if (found := _file(root, start))), None)
    return _file(root, "/".join(names) + ("/index.html" if target.endswith("/") else ""))


def is_folder_with_page(root: Path, target: str) -> bool:
    """Whether the address is that of a folder with a start page, written without its last slash."""
    return not target.endswith("/") and find_file(root, target + "/") is not None


def _names(target: str) -> list[str] | None:
    """The names of a path's steps, decoded; None where one of them is no plain name."""
    try:
        text = unquote_to_bytes(target).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.startswith("/") or any(letter < " " or letter in "\\\x7f" for letter in text):
        return None
    names = text[1:].removesuffix("/").split("/") if text != "/" else []
    return None if any(not name or name.startswith(".") for name in names) else names


def _file(root: Path, name: str) -> ServedFile | None:
    try:
        path = (root / name).resolve(strict=True)
        held = path.stat()
    except (OSError, RuntimeError):
        return None
    if not path.is_relative_to(root) or not stat.S_ISREG(held.st_mode):
        return None
    return ServedFile(path, name, held.st_size, held.st_mtime_ns)
