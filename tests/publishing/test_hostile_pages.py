"""Text that tries to be more than text, in the pages, feeds and descriptions of a release."""

from __future__ import annotations

import json
import re
from pathlib import Path

import hostile_rows
import jsonschema
import pytest
from lxml import etree, html

from publishing.cells import visible
from publishing.release import MadeRelease

PAGES = ("CHANGES.html", "codebook.html")
TEXTS = ("CHANGES.md", "codebook.md", "llms.txt")


@pytest.fixture
def folder(hostile: MadeRelease) -> Path:
    return hostile.path


@pytest.mark.parametrize("name", PAGES)
def test_pages_hold_no_element_of_a_document(folder: Path, name: str) -> None:
    text = (folder / name).read_text("utf-8")
    page = html.fromstring(text)
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "nav", "ul", "li", "a", "span",
        "div", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert not [element for element in page.iter() if any(str(key).startswith("on") for key in element.attrib)]
    assert all(link.get("href").startswith("#") for link in page.iter("a"))
    told = " ".join(page.text_content().split())
    for text_name in ("script", "handler", "link", "template", "hyperlink"):
        assert hostile_rows.TEXTS[text_name] in told, f"{text_name} is not shown"


@pytest.mark.parametrize("name", [*PAGES, *TEXTS, "feed.atom", "citations.bib", "citations.txt"])
def test_nothing_unseen_stands_in_a_text(folder: Path, name: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert visible(text) == text


@pytest.mark.parametrize("name", TEXTS)
def test_markdown_holds_no_markup_of_a_document(folder: Path, name: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert not re.search(r"(?<!\\)\]\((?:javascript|https?):", text)
    assert not re.search(r"(?<!\\)<(?!=)[a-z/!]", text)


def test_the_feed_is_well_formed_text(folder: Path) -> None:
    feed = etree.fromstring((folder / "feed.atom").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    titles = " ".join(element.text or "" for element in feed.iter(f"{atom}title"))
    assert "<script>window.pwned = 1</script>" in titles
    assert {link.get("href").partition("#")[0] for link in feed.iter(f"{atom}link")} <= {
        "index.html", "CHANGES.html", "feed.atom",
    }  # fmt: skip


def test_bibtex_holds_no_command_and_whole_entries(folder: Path) -> None:
    bib = (folder / "citations.bib").read_text("utf-8")
    bare = re.sub(r"\\[&%$#_{}]", "", bib)
    assert "\\" not in bare
    assert bare.count("{") == bare.count("}")
    assert len(re.findall(r"^@", bib, re.MULTILINE)) == len(re.findall(r"^\}$", bib, re.MULTILINE))


def test_the_tree_keeps_the_schemas_and_the_text(folder: Path) -> None:
    tree = folder / "api" / "v1"
    for path in tree.rglob("*.json"):
        assert re.fullmatch(r"[A-Za-z0-9_.-]+", path.name)
        assert len(path.name) <= 100
        if path.parent.name != "schema":
            content = json.loads(path.read_text("utf-8"))
            schema = json.loads((path.parent / content["schema"]).read_text("utf-8"))
            jsonschema.Draft202012Validator(schema).validate(content)
    tasks = json.loads((tree / "tasks.json").read_text("utf-8"))["tasks"]
    assert {task["text"] for task in tasks} >= set(hostile_rows.TEXTS.values()) - {hostile_rows.TEXTS["control"]}
