"""What holds for every test.

Belongs here: skipping, with a reason, what needs fonts that are not installed; the order that keeps all cores at work;
that no drawn example is timed; that pages are laid into releases only where tests look at them. Does not belong here:
fixtures.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from orchestration.settings import EXPLORER_VARIABLE
from tests.table_print.fonts import FontsMissingError
from tests.table_print.needs import IS_COMPLETE

# An example's time says nothing where another test has the core.
settings.register_profile("beside_others", deadline=None)
settings.load_profile("beside_others")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The explorer can be looked at in a release that stands already, instead of one made for the tests."""
    parser.addoption("--release", help="folder of a release for tests/explorer; made by the whole line if none")


def pytest_configure() -> None:
    """Releases of the whole line are made without the explorer's pages, but where a test asks for them."""
    os.environ.setdefault(EXPLORER_VARIABLE, "no")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what runs the whole line first: files are dealt out in this order, and the longest must not come last."""
    items.sort(key=lambda item: item.get_closest_marker("pipeline") is None)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """A test that prints a table is skipped where the fonts are not installed; where all has to be there it fails."""
    try:
        return (yield)
    except FontsMissingError as error:
        if IS_COMPLETE:
            raise
        pytest.skip(str(error))
