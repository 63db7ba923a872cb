"""Tables of scores to figures: whatever a table was printed in, it comes here as rows of cells.

Belongs here: the axes, headers, columns and rows of a table and what its values are. Does not belong here: bytes
(`scrapers.documents`), sentences (`scrapers.readers.prose`), transcribed tables with a note (`figure_table`).
"""
