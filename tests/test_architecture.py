"""The house rules that a program can check: import directions, sizes, docstrings, cheap loading."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGES = ("cchc", "orchestration", "publishing", "reasoning", "scrapers")

# Who may import whom: cchc -> orchestration -> {scrapers, publishing}. cchc also reads what publishing defines of
# releases, and its pipeline commands hand files to the scrapers.
ALLOWED = {
    "scrapers": {"scrapers"},
    "publishing": {"publishing"},
    "reasoning": {"reasoning"},
    "orchestration": {"orchestration", "scrapers", "publishing"},
    "cchc": {"cchc", "orchestration", "publishing", "scrapers"},
}
FORBIDDEN_LIBRARIES = {
    "scrapers": {"dagster", "dagster_dbt", "dbt", "duckdb", "great_expectations", "pandas"},
    "publishing": {"dagster", "dagster_dbt", "dbt", "great_expectations", "pandas", "requests"},
    "reasoning": {"dagster", "dagster_dbt", "dbt", "duckdb", "great_expectations", "pandas", "pyarrow", "requests"},
    "cchc": {"dagster", "dagster_dbt", "dbt", "great_expectations", "pandas"},
}
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 60


def _modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((PROJECT / package).rglob("*.py"))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0]


def _imports_at_load(tree: ast.Module) -> Iterator[str]:
    """Imports that run when a module is loaded: not those inside functions or for type checking only."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imports(node)


@pytest.mark.parametrize("path", list(_modules()), ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_module_keeps_the_house_rules(path: Path) -> None:
    package = path.relative_to(PROJECT).parts[0]
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    imported = set(_imports(tree))
    assert imported & set(PACKAGES) <= ALLOWED[package]
    assert not imported & FORBIDDEN_LIBRARIES.get(package, set())
    assert len(source.splitlines()) <= MAX_MODULE_LINES
    docstring = ast.get_docstring(tree)
    assert docstring, "a module says what belongs in it"
    if path.name != "__init__.py" and path.name != "__main__.py":
        said = " ".join(docstring.split())
        assert "oes not belong here" in said or "othing else" in said, "and what does not"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{node.name} has {length} lines"


def test_scrapers_stages_point_one_way() -> None:
    """The archive knows nothing of documents; crawling and documents nothing of words; words nothing of readers."""
    order = {
        "vocabulary": {"readers", "crawl", "archive"},
        "documents": {"vocabulary", "readers", "crawl", "archive"},
        "archive": {"documents", "vocabulary", "readers", "crawl"},
        "crawl": {"vocabulary", "readers"},
        "readers": {"crawl", "archive"},
    }
    for folder, forbidden in order.items():
        for path in (PROJECT / "scrapers" / folder).rglob("*.py"):
            modules = {
                node.module.split(".")[1]
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("scrapers.")
            }
            assert not modules & forbidden, f"{path.relative_to(PROJECT)} imports {modules & forbidden}"


def test_only_the_crawler_imports_the_network() -> None:
    for path in _modules():
        if "crawl" not in path.parts and path.name != "serve.py":
            imported = set(_imports(ast.parse(path.read_text("utf-8"))))
            assert not imported & {"requests", "socket", "urllib3", "httpx", "aiohttp"}, path


def test_nothing_heavy_is_loaded_with_the_definitions_or_the_command_line() -> None:
    code = (
        "import sys; import orchestration.definitions; "
        "assert 'great_expectations' not in sys.modules, 'five seconds at every load'; "
        "assert 'duckdb' not in sys.modules or 'dbt' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT)
    code = (
        "import sys; import cchc.main; "
        "assert not {'duckdb', 'dagster', 'pandas', 'rich', 'pyarrow', 'bs4'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT)


def test_no_module_outside_the_edges_reads_the_clock_or_chance() -> None:
    """Times come in from outside, so that the same inputs give the same bytes."""
    edges = {
        "cchc/accept_command.py",
        "cchc/pipeline_commands.py",
        "cchc/sources_commands.py",
        "orchestration/assets.py",
        "orchestration/crawling.py",
    }
    clock = {"now", "utcnow", "today", "time_ns"}
    for path in _modules():
        name = path.relative_to(PROJECT).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        assert "random" not in set(_imports(tree)) or name.startswith("scrapers/crawl/") or name in edges, name
        calls = {
            node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert name in edges or not calls & clock, f"{name} reads the clock"
