"""dataset.jsonld: the release as a schema.org Dataset, as search engines for data read it.

Belongs here: the vocabulary of schema.org. Does not belong here: the facts (`publishing.metadata.about`).
Reference: https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from __future__ import annotations

from typing import Any

from publishing.citation import AUTHOR, KEYWORDS, LICENCE_URL, TITLE, TITLE_VI, dataset_text
from publishing.metadata.about import DESCRIPTION, DESCRIPTION_VI, About, DataFile
from publishing.permalinks import tag

Node = dict[str, Any]


def schema_org(about: About) -> Node:
    """The Dataset node."""
    node: Node = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": tag("release", about.version),
        "identifier": tag("release", about.version),
        "name": TITLE,
        "alternateName": TITLE_VI,
        "description": f"{DESCRIPTION} · {DESCRIPTION_VI}",
        "version": about.version,
        "datePublished": about.day,
        "dateModified": about.day,
        "inLanguage": ["vi", "en"],
        "keywords": list(KEYWORDS),
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": AUTHOR},
        "publisher": {"@type": "Organization", "name": AUTHOR},
        "citation": dataset_text(about.version, about.content.info.built_from),
        "spatialCoverage": {"@type": "Place", "name": "Viet Nam", "identifier": "VN"},
        "measurementTechnique": "Transcription of printed figures, with reconciliation by stated rules (README.md)",
        "variableMeasured": [_variable(index) for index in about.indices],
        "isBasedOn": [_source(publisher.name, publisher.index_codes) for publisher in about.publishers],
        "distribution": [_download(file) for file in about.files],
    }
    return node | ({"temporalCoverage": about.years} if about.years else {})


def _variable(index: Node) -> Node:
    names = [index[name] for name in ("name_en", "name_vi") if index.get(name)]
    node: Node = {
        "@type": "PropertyValue",
        "propertyID": index["index_code"],
        "name": " · ".join(names) or index["index_code"],
    }
    bounds = {"unitText": "unit_of_measure", "minValue": "total_min", "maxValue": "total_max"}
    return node | {word: index[name] for word, name in bounds.items() if index.get(name) is not None}


def _source(publisher: str, index_codes: tuple[str, ...]) -> Node:
    return {
        "@type": "CreativeWork",
        "name": f"Published figures of {', '.join(index_codes)}",
        "creator": {"@type": "Organization", "name": publisher},
    }


def _download(file: DataFile) -> Node:
    return {
        "@type": "DataDownload",
        "name": file.path,
        "contentUrl": file.path,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }
