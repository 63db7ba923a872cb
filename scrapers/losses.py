"""From which loss on a page, a document or a source is suspect.

Belongs here: that part. Does not belong here: what is counted (`crawl.judging`, `succession`, `suspects`).
"""

LEAST_KEPT = 0.75
"""What holds less than this part of what it last held is suspect: less than a quarter may go at once."""
