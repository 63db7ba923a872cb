"""Descriptions of a release for machines: Croissant, schema.org, DCAT, BibTeX.

Belongs here: the vocabularies, and what they share: the facts of the data set and of its files. Does not belong here:
datapackage.json (`publishing.datapackage`), which travels in the archive with the CSV files that it describes.

Addresses are relative to the folder of the release, identifiers are `tag:` URIs (`publishing.permalinks` says why). No
DOI is claimed. Dates come from the data.
"""
