"""The layers of the warehouse and what each model must say of itself, read off dbt's manifest.

Staging reads sources, intermediate reads staging, seeds and itself, marts read intermediate, seeds and marts. Every
model comes from a source or seed and ends at somebody who reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from orchestration.paths import DataPaths
from orchestration.warehouse import manifest, parse_manifest
from publishing.schema import PRIMARY_KEYS

Node = Mapping[str, Any]

MAY_READ = {
    "staging": {"source"},
    "intermediate": {"staging", "intermediate", "seed"},
    "marts": {"intermediate", "marts", "seed"},
}
VIETNAMESE = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
PLANNED = {"python_client", "explorer"}


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Node:
    parse_manifest(DataPaths(tmp_path_factory.mktemp("data")))
    return manifest()


def _models(parsed: Node) -> dict[str, Node]:
    return {key: node for key, node in parsed["nodes"].items() if node["resource_type"] == "model"}


def _layer(parsed: Node, key: str) -> str:
    """Where a node stands: a layer for models, else its kind."""
    kind = key.split(".", 1)[0]
    return str(parsed["nodes"][key]["schema"]) if kind == "model" else kind


def _in_two_languages(text: str) -> bool:
    english, dot, vietnamese = text.partition(" · ")
    return bool(english.strip() and dot and VIETNAMESE.search(vietnamese))


def test_each_layer_reads_only_the_layers_it_may(parsed: Node) -> None:
    wrong = [
        f"{node['name']} reads {parent}"
        for key, node in _models(parsed).items()
        for parent in node["depends_on"]["nodes"]
        if _layer(parsed, parent) not in MAY_READ[_layer(parsed, key)]
    ]
    assert wrong == []


def test_models_stand_in_the_folder_of_their_layer_and_are_named_after_it(parsed: Node) -> None:
    prefixes = {"staging": ("stg_",), "intermediate": ("int_",), "marts": ("bridge_", "dim_", "fct_", "mart_")}
    for key, node in _models(parsed).items():
        layer = _layer(parsed, key)
        assert node["fqn"][1] == layer
        assert node["name"].startswith(prefixes[layer]), node["name"]


def test_every_mart_has_an_enforced_contract_and_a_key(parsed: Node) -> None:
    marts = {node["name"]: node for key, node in _models(parsed).items() if _layer(parsed, key) == "marts"}
    assert set(marts) == set(PRIMARY_KEYS)
    for name, node in marts.items():
        assert node["config"]["contract"]["enforced"] and node["contract"]["enforced"], name
        assert tuple(node["config"]["meta"]["primary_key"]) == PRIMARY_KEYS[name]


def test_every_model_column_source_and_reader_is_described_in_two_languages(parsed: Node) -> None:
    assert list(_undescribed(parsed)) == []


def _undescribed(parsed: Node) -> Iterator[str]:
    for node in [*_models(parsed).values(), *parsed["sources"].values(), *parsed["exposures"].values()]:
        if not _in_two_languages(node["description"]):
            yield str(node["name"])
    for node in _models(parsed).values():
        if not node["columns"]:
            yield f"the columns of {node['name']}"
        for column in node["columns"].values():
            if not _in_two_languages(column["description"]):
                yield f"{node['name']}.{column['name']}"


def test_every_formula_has_a_unit_test(parsed: Node) -> None:
    """`meta: {formula: true}` marks the models that compute or choose; every rule of the catalogue is one."""
    formulas = {node["name"] for node in _models(parsed).values() if node["config"]["meta"].get("formula")}
    rules = {node["name"] for node in _models(parsed).values() if re.match(r"int_r\d\d_", node["name"])}
    tested = {node["model"] for node in parsed["unit_tests"].values()}
    assert rules and formulas >= rules
    assert formulas - tested == set()
    assert tested - formulas == set(), "a model whose arithmetic is tested is a formula: mark it"


def test_every_model_comes_from_data_and_reaches_a_reader(parsed: Node) -> None:
    up, down = parsed["parent_map"], parsed["child_map"]
    for key, node in _models(parsed).items():
        assert any(one.startswith(("source.", "seed.")) for one in _reached(up, key)), (
            f"{node['name']} comes from nothing"
        )
        assert any(one.startswith("exposure.") for one in _reached(down, key)), f"nobody reads {node['name']}"


def _reached(neighbours: Mapping[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    open_nodes = [start]
    while open_nodes:
        for one in neighbours.get(open_nodes.pop(), []):
            if one not in seen:
                seen.add(one)
                open_nodes.append(one)
    return seen


def test_readers_are_told_honestly(parsed: Node) -> None:
    exposures = {node["name"]: node for node in parsed["exposures"].values()}
    assert set(exposures) == {"command_line", "python_client", "explorer", "release_files", "nightly"}
    for name, node in exposures.items():
        assert (node["maturity"] == "low") == (name in PLANNED), name
        assert node["depends_on"]["nodes"]
        assert {_layer(parsed, parent) for parent in node["depends_on"]["nodes"]} == {"marts"}
    released = {parent.rsplit(".", 1)[1] for parent in exposures["release_files"]["depends_on"]["nodes"]}
    assert released == set(PRIMARY_KEYS)
