"""The local web's hosts as sources: a YAML each, as `scrapers/sources` has them, read by the product's own loader.

Belongs here: the descriptions. Does not belong here: the hosts (`table`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from scrapers.crawl.source import Source
from scrapers.crawl.source_file import load_sources
from tests.site.hosts import Site

DOCUMENTS = {
    "plain": [r"/tin-tuc/\d{4}/[a-z0-9-]+\.html$"],
    "nukeviet": [r"/vi/news/[\w-]+/[a-z0-9-]+-\d+\.html$"],
    "drupal": [r"/node/\d+$"],
    "liferay": [r"/-/asset_publisher/\w+/content/", r"/-/details/\d+/"],
    "sharepoint": [r"chi-tiet-tin-tuc\.aspx\?ItemID=\d+"],
    "dotnetnuke": [r"/ItemID/\d+/Default\.aspx$"],
    "aspnet": [r"/vanban/chitiet\.aspx\?docid=\d+"],
    "sitemap": [r"/bai-viet/"],
    "feed": [r"/bai-viet/"],
}
"""Which links of a system lead to documents, as a person who looked at the sites would write them down."""


def described(sites: Iterable[Site]) -> dict[str, dict[str, Any]]:
    """The description of each source by its code; a source has one system, or its start pages tell theirs."""
    by_source: dict[str, list[Site]] = {}
    for site in sites:
        by_source.setdefault(site.row.source, []).append(site)
    return {code: _description(code, group) for code, group in by_source.items()}


def _description(code: str, group: list[Site]) -> dict[str, Any]:
    systems = list(dict.fromkeys(_system_of(site) for site in group))
    delay = max(site.row.delay for site in group)
    most = next((site.row.max_pages for site in group if site.row.max_pages), 20 * len(group))
    starts = [
        {"url": site.start, "kind": "list", "system": _system_of(site)}
        for site in group
        if site.row.count and not _is_led_to(site, group)
    ]
    return {
        "code": code,
        "name_vi": f"Trang thử {code}",
        "name_en": f"Test sites {code}",
        "publisher": "tests/site",
        "licence": "The project's own.",
        "language": "vi",
        "kind": "live",
        "system": systems[0],
        "hosts": sorted({site.name for site in group} | {site.row.files_on for site in group if site.row.files_on}),
        "start": starts,
        "links": {"documents": [pattern for system in systems for pattern in DOCUMENTS[system]]},
        "budgets": {"max_pages": most, **({"delay_seconds": delay} if delay else {})},
        "cadence": "daily",
        "expected": {"min_records": 0},
        "last_verified": "never",
    }


def _system_of(site: Site) -> str:
    """The system that a source names: a trap looks like a plain site."""
    return "plain" if site.row.system == "trap" else site.row.system


def _is_led_to(site: Site, group: list[Site]) -> bool:
    """Whether a host is reached by the redirects of another one alone."""
    return any(other.row.moved_to == site.name for other in group)


def write_sources(folder: Path, sites: Iterable[Site]) -> tuple[Source, ...]:
    """Writes the descriptions into a folder and reads them as the product does."""
    folder.mkdir(parents=True, exist_ok=True)
    for code, description in described(sites).items():
        text = yaml.safe_dump(description, allow_unicode=True, sort_keys=False)
        (folder / f"{code}.yml").write_text(text, encoding="utf-8")
    return load_sources(folder)
