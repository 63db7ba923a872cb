"""What holds for every test.

Belongs here: skipping, with a reason, what needs fonts that are not installed. Does not belong here: fixtures.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.table_print.fonts import FontsMissingError
from tests.table_print.needs import IS_COMPLETE


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """A test that prints a table is skipped where the fonts are not installed; where all has to be there it fails."""
    try:
        return (yield)
    except FontsMissingError as error:
        if IS_COMPLETE:
            raise
        pytest.skip(str(error))
