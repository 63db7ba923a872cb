"""How the data is cited: plain text, BibTeX and CITATION.cff.

Belongs here: the wording of citations of a release, a table or a figure. Does not belong here: finding what
is cited.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date

TITLE = "CCHC Warehouse: Viet Nam's administrative-reform indices by unit, year and domain"
TITLE_VI = "Kho dữ liệu CCHC: các chỉ số cải cách hành chính của Việt Nam theo đơn vị, năm và lĩnh vực"
AUTHOR = "CCHC Warehouse contributors"
LICENCE_ID = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
_CAPTURE_DIGITS = 8
_BIBTEX_NAMES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
KEYWORDS: tuple[str, ...] = (
    "Viet Nam",
    "administrative reform",
    "cải cách hành chính",
    "PAR INDEX",
    "SIPAS",
    "PAPI",
    "PCI",
)


def dataset_text(version: str, built_from: date) -> str:
    """One sentence that cites a release; `built_from` is the day of its newest capture."""
    return f"{AUTHOR} ({built_from.year}). {TITLE}. Version {version} [data set]. CC BY 4.0."


def table_text(version: str, built_from: date, table: str) -> str:
    """One sentence that cites a table of a release."""
    return f"{AUTHOR} ({built_from.year}). {table}. In: {TITLE}. Version {version} [data set]. CC BY 4.0."


def figure_text(version: str, built_from: date, figure_id: str, printed: str, origin: Sequence[str]) -> str:
    """Sentences that cite a printed figure: `printed` says what it is, `origin` who printed it where."""
    place = ". ".join(part for part in origin if part)
    return f"{printed} Printed in: {place}. Read from {dataset_text(version, built_from)} Figure {figure_id}."


def capture_text(capture_id: str) -> str:
    """How a citation names the bytes that a figure was read from: by the start of their sha256."""
    return f"capture {capture_id[:_CAPTURE_DIGITS]}"


def bibtex(version: str, built_from: date, note: str | None = None) -> str:
    """A BibTeX entry for a release; `note` names a table, or a figure and its capture.

    Each note has a key of its own, so that one bibliography holds entries of several tables and figures.
    """
    fields = {
        # Braces of their own keep the author and the title as they are written.
        "author": f"{{{_bibtex_text(AUTHOR)}}}",
        "title": f"{{{_bibtex_text(TITLE)}}}",
        "year": str(built_from.year),
        "version": _bibtex_text(version),
        "note": _bibtex_text("; ".join(part for part in ("Data set, CC BY 4.0", note) if part)),
    }
    body = "\n".join(f"  {name} = {{{text}}}," for name, text in fields.items())
    return f"@misc{{{_bibtex_key(version, note)},\n{body}\n}}"


def _bibtex_key(version: str, note: str | None) -> str:
    """The key of an entry: of the release, with the name of a table, or with a hash of any other note."""
    release = f"cchc_warehouse_{re.sub('[^0-9A-Za-z]', '_', version)}"
    if not note:
        return release
    return f"{release}_{note if re.fullmatch('[0-9a-z_]+', note) else _short_hash(note)}"


def _short_hash(text: str) -> str:
    """FNV-1a of 32 bits, which the explorer reckons alike."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{value:08x}"


def _bibtex_text(text: str) -> str:
    """Escape what BibTeX reads as markup; it counts braces even behind a backslash, so they go by name."""
    return re.sub(r"[&%$#_\\~^{}]", lambda found: _BIBTEX_NAMES.get(found[0], f"\\{found[0]}"), text)


def citation_cff(version: str, built_from: date) -> str:
    """The text of CITATION.cff (Citation File Format 1.2.0); JSON strings are YAML strings."""
    lines = [
        "cff-version: 1.2.0",
        "message: Please cite this release as below, and the publisher of the index that you use.",
        "type: dataset",
        f"title: {_quoted(TITLE)}",
        f"abstract: {_quoted(TITLE_VI)}",
        f"version: {_quoted(version)}",
        f"date-released: {built_from.isoformat()}",
        f"license: {LICENCE_ID}",
        "authors:",
        f"  - name: {_quoted(AUTHOR)}",
        "keywords:",
        *(f"  - {_quoted(word)}" for word in KEYWORDS),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
