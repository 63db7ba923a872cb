"""Sites of no known content system: what most lists do.

Belongs here: those habits. Does not belong here: what only one system does.
"""

from scrapers.crawl.systems.habits import BY_FIELD, BY_STEP, COPIES, DOWNLOADS, Habits, pattern
from scrapers.crawl.systems.postback import next_pages

HABITS = Habits(numbered=(BY_FIELD, BY_STEP), files=pattern(DOWNLOADS), copies=pattern(COPIES), forms=next_pages)
