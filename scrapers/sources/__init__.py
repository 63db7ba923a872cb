"""One YAML file a source, named by its code, and nothing else; `scrapers.crawl.source` reads them."""
