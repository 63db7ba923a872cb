"""The command line of the warehouse: what a user touches.

Belongs here: commands that read releases, and how their answers look. Does not belong here: making anything
(that is `orchestration`, reached only by the commands run, add and read) or knowing how documents are read
(`scrapers`).
"""
