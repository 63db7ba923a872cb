"""Files whose form is a text with rules: sums, JSON Schemas, Atom, CITATION.cff, BibTeX.

Belongs here: these checks. Does not belong here: pages (`pages`), tables (`packages`, `rows`).
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from conformance.subject import HERE, CheckError, Subject, fail_on

_ATOM = "{http://www.w3.org/2005/Atom}"
_ONCE = ("id", "title", "updated")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_MOST_FEED_BYTES = 1_000_000


def check_sums(subject: Subject) -> str:
    """SHA256SUMS names every file but itself, each with its sum."""
    told = {}
    for line in (subject.release / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, _, path = line.partition("  ")
        told[path] = digest
    here = {path.relative_to(subject.release).as_posix(): path for path in subject.release.rglob("*") if path.is_file()}
    here.pop("SHA256SUMS", None)
    problems = [f"{name} is not told" for name in sorted(here.keys() - told.keys())]
    problems += [f"{name} is not there" for name in sorted(told.keys() - here.keys())]
    for name in sorted(here.keys() & told.keys()):
        with here[name].open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != told[name]:
                problems.append(f"{name} has another sum")
    fail_on(problems, "files differ from SHA256SUMS")
    return f"{len(here):,} files have the sums told"


def check_json_schemas(subject: Subject) -> str:
    """Every file of api/v1 follows the schema that it names; every other JSON file is JSON."""
    import jsonschema

    validators: dict[str, Any] = {}
    problems = []
    tree = subject.release / "api" / "v1"
    files = [path for path in sorted(tree.rglob("*.json")) if path.parent.name != "schema"]
    for path in files:
        content = json.loads(path.read_text("utf-8"))
        schema = (path.parent / content["schema"]).resolve()
        if schema.name not in validators:
            form = json.loads(schema.read_text("utf-8"))
            jsonschema.Draft202012Validator.check_schema(form)
            validators[schema.name] = jsonschema.Draft202012Validator(form)
        error = next(validators[schema.name].iter_errors(content), None)
        if error is not None:
            problems.append(f"{path.relative_to(tree)}: {error.message[:200]} at {error.json_path}")
    for path in subject.files(".json", ".jsonld"):
        json.loads(path.read_text("utf-8"))
    fail_on(problems, "files break their schema")
    return f"{len(files):,} files of api/v1 follow {len(validators)} schemas"


def check_atom(subject: Subject) -> str:
    """What RFC 4287 demands, and a reader's own judgement (feedparser)."""
    import feedparser
    from lxml import etree

    path = subject.release / "feed.atom"
    feed = etree.fromstring(path.read_bytes())
    entries = feed.findall(f"{_ATOM}entry")
    problems = [] if feed.tag == f"{_ATOM}feed" else ["the root is no atom:feed"]
    for element in (feed, *entries):
        name = element.findtext(f"{_ATOM}id") or "without id"
        problems += [f"{name}: not one {child}" for child in _ONCE if len(element.findall(f"{_ATOM}{child}")) != 1]
        if not _DATE_TIME.fullmatch(element.findtext(f"{_ATOM}updated") or ""):
            problems.append(f"{name}: updated is no RFC 3339 time")
    ids = [entry.findtext(f"{_ATOM}id") for entry in entries]
    problems += [f"{name} is no absolute identifier" for name in ids if not re.match(r"[a-z]+:", name or "")]
    if len(ids) != len(set(ids)):
        problems.append("two entries have one id")
    if feed.find(f"{_ATOM}author/{_ATOM}name") is None:
        problems.append("the feed has no author, nor has each entry")
    links = [link for link in feed.findall(f"{_ATOM}link") if link.get("rel") == "self"]
    problems += [] if len(links) == 1 else ["no link rel=self"]
    problems += [] if path.stat().st_size <= _MOST_FEED_BYTES else ["the feed is over 1 MB"]
    parsed = feedparser.parse(path.read_bytes())
    problems += [f"feedparser: {parsed.bozo_exception}"] if parsed.bozo else []
    problems += [] if len(parsed.entries) == len(entries) else ["feedparser finds another number of entries"]
    fail_on(problems, "problems")
    return f"{len(entries)} entries, {path.stat().st_size:,} bytes"


def check_cff(subject: Subject) -> str:
    """CITATION.cff follows the schema of the Citation File Format 1.2.0."""
    import jsonschema
    import yaml

    class Loader(yaml.SafeLoader):
        """Dates stay text, as the schema wants them."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    text = (subject.release / "CITATION.cff").read_text("utf-8")
    content = yaml.load(text, Loader)  # noqa: S506 - a SafeLoader
    schema = json.loads((HERE / "schemas" / "cff-1.2.0.json").read_text("utf-8"))
    errors = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(content))
    fail_on([error.message for error in errors], "problems")
    return f"version {content['version']}"


def check_bibtex(subject: Subject) -> str:
    """Every entry of citations.bib is read, and no text of it is lost."""
    import bibtexparser

    text = (subject.release / "citations.bib").read_text("utf-8")
    entries = bibtexparser.loads(text).entries
    written = re.findall(r"^@misc\{([^,]+),$", text, re.MULTILINE)
    if sorted(entry["ID"] for entry in entries) != sorted(written):
        raise CheckError(f"{len(written)} entries are written, {len(entries)} are read")
    fields = ("author", "title", "year")
    fail_on([f"{e['ID']}: {f} is missing" for e in entries for f in fields if not e.get(f)], "fields are missing")
    return f"{len(entries)} entries"
