"""What of the machine the prints and their readers need, and what a test does without it.

Belongs here: skipping, with a reason, where something is not installed. Does not belong here: printing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest

from tests.table_print.fonts import FontsMissingError

IS_COMPLETE = os.environ.get("CI") == "true"
"""Whether everything that the tests need has to be there, so that nothing may be skipped."""

needs_ocr = pytest.mark.skipif(
    shutil.which("tesseract") is None and not IS_COMPLETE, reason="tesseract-ocr reads pictures and is not installed"
)


def printed(made: Callable[[], bytes]) -> bytes:
    """A print's bytes; without fonts the test is skipped, or fails where everything has to be there."""
    try:
        return made()
    except FontsMissingError as error:
        if IS_COMPLETE:
            raise
        pytest.skip(str(error))
