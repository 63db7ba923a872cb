"""dcat.jsonld: a catalogue with the release as its data set, by DCAT 3 and as DCAT-AP asks.

Belongs here: the vocabulary of DCAT. Does not belong here: the facts (`publishing.metadata.about`).
Reference: https://www.w3.org/TR/vocab-dcat-3/ ; the context stands in the file, so that it is read without a network.
"""

from __future__ import annotations

from typing import Any

from publishing.citation import AUTHOR, KEYWORDS, LICENCE_URL, TITLE, TITLE_VI
from publishing.metadata.about import DESCRIPTION, DESCRIPTION_VI, About, DataFile
from publishing.permalinks import tag

Node = dict[str, Any]
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_CONTEXT: Node = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_COUNTRY = {"@id": "http://publications.europa.eu/resource/authority/country/VNM", "@type": "dct:Location"}


def dcat(about: About) -> Node:
    """The catalogue, with everything inside it."""
    return {
        "@context": _CONTEXT,
        "@id": tag("catalogue", "cchc-warehouse"),
        "@type": "dcat:Catalog",
        "dct:title": _both(TITLE, TITLE_VI),
        "dct:description": _both(DESCRIPTION, DESCRIPTION_VI),
        "dct:publisher": _agent(AUTHOR),
        "dct:license": {"@id": LICENCE_URL, "@type": "dct:LicenseDocument"},
        "dct:language": _languages(),
        "dct:modified": _day(about.day),
        "dcat:dataset": _dataset(about),
    }


def _dataset(about: About) -> Node:
    node: Node = {
        "@id": tag("release", about.version),
        "@type": "dcat:Dataset",
        "dct:identifier": tag("release", about.version),
        "dct:title": _both(TITLE, TITLE_VI),
        "dct:description": _both(DESCRIPTION, DESCRIPTION_VI),
        "dct:publisher": _agent(AUTHOR),
        "dct:creator": _agent(AUTHOR),
        "dct:issued": _day(about.day),
        "dct:language": _languages(),
        "dct:spatial": _COUNTRY,
        "dct:license": {"@id": LICENCE_URL, "@type": "dct:LicenseDocument"},
        "dct:source": [_source(publisher.name) for publisher in about.publishers],
        "dcat:version": about.version,
        "dcat:keyword": list(KEYWORDS),
        "dcat:distribution": [_distribution(file) for file in about.files],
    }
    if about.first_year is None:
        return node
    return node | {
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": str(about.first_year), "@type": "xsd:gYear"},
            "dcat:endDate": {"@value": str(about.last_year), "@type": "xsd:gYear"},
        }
    }


def _distribution(file: DataFile) -> Node:
    address = {"@id": file.path}
    return {
        "@id": f"{file.path}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": _MEDIA_TYPES + file.media_type, "@type": "dct:MediaType"},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": LICENCE_URL, "@type": "dct:LicenseDocument"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _agent(name: str) -> Node:
    return {"@id": tag("agent", name), "@type": "foaf:Agent", "foaf:name": name}


def _source(publisher: str) -> Node:
    """What the data set was read from: the published figures of a body."""
    return {
        "@type": "dcat:Resource",
        "dct:title": f"Figures published by {publisher}",
        "dct:creator": _agent(publisher),
    }


def _both(english: str, vietnamese: str) -> list[Node]:
    return [{"@value": english, "@language": "en"}, {"@value": vietnamese, "@language": "vi"}]


def _languages() -> list[Node]:
    return [{"@id": f"{_LANGUAGES}{code}", "@type": "dct:LinguisticSystem"} for code in ("VIE", "ENG")]


def _day(day: str) -> Node:
    return {"@value": day, "@type": "xsd:date"}
