"""From a source's description to looks in the archive: what to fetch, with which manners, within which bounds.

Belongs here: sources, HTTP, robots, waiting. Does not belong here: storage (`scrapers.archive`) and what pages say.
"""
