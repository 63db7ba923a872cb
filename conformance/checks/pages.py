"""Pages: HTML by html-validate, and links that lead somewhere inside the release.

Belongs here: these two. Does not belong here: how pages look, accessibility in a browser (`browsers`).
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from conformance.subject import HERE, CheckError, Subject, fail_on

_FOREIGN = frozenset({"docs/index.html"})
"""dbt's own page, made by dbt with our manifest inside it; its markup is not ours to mend."""
_MARKDOWN_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_ADDRESS_KEYS = frozenset({"href", "contentUrl", "path"})


def check_html(subject: Subject) -> str:
    """Every HTML file follows the standard and the rules of `htmlvalidate.json`."""
    tool = HERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    if not tool.is_file():
        raise CheckError("html-validate is not installed; `make conformance` installs it")
    release = subject.release
    names = [path.relative_to(release).as_posix() for path in subject.files(".html")]
    ours = [name for name in names if name not in _FOREIGN]
    with tempfile.TemporaryDirectory() as work:
        # Into a file: what is written to a pipe is cut where node ends.
        report = Path(work) / "report.json"
        command = ["node", str(tool), "--config", str(HERE / "htmlvalidate.json"), "--formatter", f"json={report}"]
        done = subprocess.run([*command, *ours], capture_output=True, text=True, check=False, cwd=release)  # noqa: S603 - our own tool
        if not report.is_file():
            raise CheckError(
                f"html-validate ended with {done.returncode}", (done.stdout + done.stderr).splitlines()[:5]
            )
        pages = json.loads(report.read_text("utf-8"))
    problems = [
        f"{Path(page['filePath']).name}:{found['line']}: {found['message']} ({found['ruleId']})"
        for page in pages
        for found in page["messages"]
    ]
    fail_on(problems, "problems of HTML")
    return (
        f"{len(ours)} pages ({', '.join(ours[:8])}{', ...' if len(ours) > 8 else ''}); not ours: {', '.join(_FOREIGN)}"
    )


def check_links(subject: Subject) -> str:
    """Every relative address in HTML, Markdown, JSON, feed and llms.txt names a file of the release, and part of it."""
    problems, count = [], 0
    anchors: dict[Path, set[str]] = {}
    for path, address in _addresses(subject):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or address.startswith("{"):
            continue
        count += 1
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if target.is_dir():
            target /= "index.html"
        name = path.relative_to(subject.release)
        if not target.is_file() or not target.is_relative_to(subject.release):
            problems.append(f"{name}: {address[:160]}")
        elif parts.fragment and target.suffix == ".html" and not parts.fragment.startswith(("/", "!")):
            held = anchors.setdefault(target, _anchors(target))
            problems += (
                [] if unquote(parts.fragment) in held else [f"{name}: {address[:160]} names no part of the page"]
            )
    fail_on(problems, "addresses lead nowhere")
    return f"{count:,} relative addresses lead to files of the release"


def _addresses(subject: Subject) -> Iterator[tuple[Path, str]]:
    has_explorer = (subject.release / "index.html").is_file()
    for path in subject.files(".html", ".atom"):
        if path.relative_to(subject.release).as_posix() not in _FOREIGN:
            for address in _of_markup(path):
                # A release made without the explorer has a feed that names its pages all the same.
                if has_explorer or not address.startswith("index.html"):
                    yield path, address
    for path in [*subject.files(".md"), subject.release / "llms.txt"]:
        for address in _MARKDOWN_LINK.findall(_CODE.sub("", path.read_text("utf-8"))):
            yield path, address
    for path in subject.files(".json", ".jsonld"):
        # What stands in documents (codebook, dictionary, data) is no address of ours.
        if "api/v1" in path.as_posix() or path.name in {"datapackage.json", "croissant.json", "dataset.jsonld"}:
            for address in _of_json(json.loads(path.read_text("utf-8"))):
                yield path, address


def _of_markup(path: Path) -> Iterator[str]:
    from lxml import etree, html

    root = html.fromstring(path.read_bytes()) if path.suffix == ".html" else etree.fromstring(path.read_bytes())
    for element in root.iter():
        for name in ("href", "src", "data-src", "srcset"):
            if element.get(name):
                yield element.get(name)


def _anchors(path: Path) -> set[str]:
    from lxml import html

    return {element.get("id") for element in html.fromstring(path.read_bytes()).iter() if element.get("id")}


def _of_json(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in _ADDRESS_KEYS and isinstance(item, str) and "{" not in item:
                yield item
            else:
                yield from _of_json(item)
    elif isinstance(value, list):
        for item in value:
            yield from _of_json(item)
