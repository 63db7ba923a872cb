"""From sentences to claims: mentions, then values, then what each value belongs to.

Belongs here: the grammar of prose, over one text in NFC. Does not belong here: the words of the field (CSV tables in
`scrapers.vocabulary`), records (`scrapers.readers.claims`), tables of cells (`scrapers.readers.score_tables`).
"""
