"""One table printed in every medium that a publisher uses, and what has to be read out of it.

`TYPESET` and `SCANS` hold, by file name, a function that gives the file's bytes; `expected()` the figures of all of
them but the infographic, which prints `expected_ranking()`. Fonts are Debian's: without them `FontsMissingError` is
raised.
"""

from tests.table_print.figures import YEAR, expected, expected_ranking
from tests.table_print.fonts import FontsMissingError
from tests.table_print.registry import INFOGRAPHIC, SCANS, TYPESET

__all__ = ["INFOGRAPHIC", "SCANS", "TYPESET", "YEAR", "FontsMissingError", "expected", "expected_ranking"]
