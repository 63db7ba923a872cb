"""Errors planted in a clean table, and whether the warehouse's rules find them.

Belongs here: the clean table (`tables`), twelve kinds of errors (`kinds`), variants that are clean (`harmless`), their
documents (`documents`), one warehouse in which each of them has an index of its own (`worlds`), and what was found
(`verdicts`). Does not belong here: any rule. Documents are read by the readers and judged by dbt's models as they are.
"""
