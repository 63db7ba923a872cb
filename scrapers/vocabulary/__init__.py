"""The words of the field: units, indices, domains, legal symbols, Vietnamese numbers and dates.

Belongs here: pure functions from written words to names and values, and the CSV tables they look things up in (the same
tables are seeds of the warehouse). Does not belong here: documents, records, anything that reads a whole page.
"""
