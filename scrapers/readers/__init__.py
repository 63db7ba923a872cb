"""Pure functions from a `Document` to typed records, one module a record kind.

Belongs here: reading what a document says, with its place. Does not belong here: opening bytes (`scrapers.documents`),
names and numbers by themselves (`scrapers.vocabulary`), or judging whether a figure is right (the warehouse).
"""
