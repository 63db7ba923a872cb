"""Every example in the client's docstrings is run as printed, and every function has one."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import warnings
from pathlib import Path

import pytest

import cchc
import cchc.client

MODULES = [f"cchc.client.{found.name}" for found in pkgutil.iter_modules(cchc.client.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(
    name: str, plain_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_RELEASE", str(plain_folder.parent))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cchc.CchcWarning)
        result = doctest.testmod(
            importlib.import_module(name), extraglobs={"cchc": cchc}, optionflags=doctest.ELLIPSIS, verbose=False
        )
    assert result.failed == 0


def test_every_function_says_what_it_gives_and_shows_it() -> None:
    functions = [name for name in cchc.__all__ if inspect.isfunction(getattr(cchc, name)) and name != "default_release"]
    assert len(functions) > 20
    for name in functions:
        assert ">>> " in (inspect.getdoc(getattr(cchc, name)) or ""), name


def test_what_the_module_names_is_what_the_client_has() -> None:
    assert cchc.__all__ == cchc.client.__all__
    assert set(cchc.__all__) <= set(dir(cchc))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        cchc.nothing  # noqa: B018


def test_functions_of_the_module_have_the_arguments_of_the_methods() -> None:
    for name in ("scores", "ranks", "compare", "figures", "tasks", "units", "query", "trace"):
        of_method = list(inspect.signature(getattr(cchc.Release, name)).parameters)
        assert list(inspect.signature(getattr(cchc, name)).parameters) == of_method[1:]
