"""Scrapy on the made-up web, set up as its guide to broad crawls says; run by the interpreter that has Scrapy.

Belongs here: the spider and its settings. Does not belong here: measuring (`crawl`), anything of ours but
`crawl_pages`. It does what ours does and no more: lists are followed, documents looked through for attachments, bodies
kept as gzip members in one file. Its queue stays in memory, which is its usual and quicker way; ours is on disk.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor

from bench.crawl_pages import ATTACHMENT, DOCUMENT, LIST, Web

SETTINGS = {
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS": 100,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue",
    "REACTOR_THREADPOOL_MAXSIZE": 20,
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "WARNING",
    "USER_AGENT": "cchc-bench (scrapy; contact@example.org)",
}
LEVEL = 6


class Portals(scrapy.Spider):
    """All hosts; `kept` is the file that bodies go to, None where they are thrown away."""

    name = "portals"
    lists = LinkExtractor(allow=LIST)
    documents = LinkExtractor(allow=DOCUMENT)
    attachments = LinkExtractor(allow=ATTACHMENT, deny_extensions=[])

    def __init__(self, starts: list[str], kept: Any) -> None:
        super().__init__()
        self.start_urls, self.kept = starts, kept

    def parse(self, response: Any, **_: Any) -> Iterator[scrapy.Request]:
        """A list: on to its documents and to the lists beside it."""
        self.keep(response)
        for link in self.documents.extract_links(response):
            yield scrapy.Request(link.url, self.parse_document)
        for link in self.lists.extract_links(response):
            yield scrapy.Request(link.url)

    def parse_document(self, response: Any) -> Iterator[scrapy.Request]:
        """A document: on to its attachments, of which there are none here."""
        self.keep(response)
        for link in self.attachments.extract_links(response):
            yield scrapy.Request(link.url, self.keep)

    def keep(self, response: Any) -> None:
        if self.kept is not None:
            self.kept.write(gzip.compress(response.body, LEVEL))


def main() -> None:
    """Crawls everything that is served."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--hosts", type=int, required=True)
    parser.add_argument("--kept", type=Path, help="the file for bodies; without it they are thrown away")
    given = parser.parse_args()
    web = Web.of(given.pages, given.hosts)
    starts = [f"http://{web.address(host)}:{given.port}/" for host in range(web.hosts)]
    kept = given.kept.open("wb") if given.kept else None
    process = CrawlerProcess(SETTINGS)
    process.crawl(Portals, starts=starts, kept=kept)
    process.start()
    if kept is not None:
        kept.close()


if __name__ == "__main__":
    main()
