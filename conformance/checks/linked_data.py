"""dataset.jsonld and dcat.jsonld: what search engines and catalogues demand of them, and that they are JSON-LD.

Belongs here: expansion with a local context, required and recommended properties, SHACL shapes. Does not belong here:
Croissant (`packages`). References: Google's documentation of Dataset; DCAT-AP 3.0, its mandatory properties.
"""

from __future__ import annotations

from typing import Any

from conformance.subject import HERE, Subject, fail_on

SCHEMA_ORG = "https://schema.org/"
_REQUIRED = ("name", "description")
_RECOMMENDED = (
    "alternateName", "creator", "citation", "distribution", "identifier", "isAccessibleForFree", "keywords", "license",
    "measurementTechnique", "spatialCoverage", "temporalCoverage", "variableMeasured", "version",
)  # fmt: skip
_OF_DOWNLOAD = ("contentUrl", "encodingFormat")
_FEWEST_LETTERS, _MOST_LETTERS = 50, 5000
_LOCAL_CONTEXT = {"@context": {"@vocab": SCHEMA_ORG}}


def _no_network(address: str, _options: Any) -> dict[str, Any]:
    """The context of schema.org is a vocabulary for all terms; no other is fetched."""
    if address.rstrip("/") == SCHEMA_ORG.rstrip("/"):
        return {"contextUrl": None, "documentUrl": address, "document": _LOCAL_CONTEXT}
    raise ValueError(f"{address} would be fetched from the network")


def expanded(node: dict[str, Any]) -> list[Any]:
    """The node as expanded JSON-LD, with nothing fetched."""
    from pyld import jsonld

    result: list[Any] = jsonld.expand(node, {"documentLoader": _no_network, "base": "file:///release/"})
    return result


def check_schema_org(subject: Subject) -> str:
    """What Google's documentation requires and recommends, and every word is one of schema.org."""
    node = subject.read_json("dataset.jsonld")
    problems = [f"{name} is missing" for name in (*_REQUIRED, *_RECOMMENDED) if not node.get(name)]
    if not _FEWEST_LETTERS <= len(node.get("description", "")) <= _MOST_LETTERS:
        problems.append(f"the description has {len(node.get('description', ''))} letters")
    for download in node.get("distribution", []):
        problems += [f"{download.get('name')}: {name} is missing" for name in _OF_DOWNLOAD if not download.get(name)]
    graph = expanded(node)
    if len(graph) != 1 or graph[0].get("@type") != [f"{SCHEMA_ORG}Dataset"]:
        problems.append("the expanded form is not one Dataset")
    lost = {name for name in node if not name.startswith("@")} - {key.removeprefix(SCHEMA_ORG) for key in graph[0]}
    problems += [f"{name} is lost in expansion" for name in sorted(lost)]
    fail_on(problems, "problems")
    return (
        f"{len(_REQUIRED)} required and {len(_RECOMMENDED)} recommended properties; {len(node['distribution'])} files"
    )


def check_dcat(subject: Subject) -> str:
    """The graph conforms to the shapes of `schemas/dcat-ap.ttl`."""
    import json

    import pyshacl
    import rdflib

    graph = rdflib.Graph()
    expansion = json.dumps(expanded(subject.read_json("dcat.jsonld")))
    graph.parse(data=expansion, format="json-ld", publicID="file:///release/")
    shapes = rdflib.Graph().parse(HERE / "schemas" / "dcat-ap.ttl")
    conforms, _, told = pyshacl.validate(graph, shacl_graph=shapes, advanced=False, meta_shacl=True)
    fail_on([] if conforms else [line for line in told.splitlines() if "Message" in line], "violations of the shapes")
    shaped = set(shapes.subjects(rdflib.RDF.type, rdflib.SH.NodeShape))
    return f"{len(graph):,} triples conform to {len(shaped)} shapes"
