"""`cchc run` before it begins: what is refused at once, and who is told of a night that cannot begin."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from orchestration.jobs import Wanted
from orchestration.night_report import NO_CONTACT
from orchestration.run_lock import Owner, hold
from orchestration.runs import Report
from tests.operation.conftest import Webhook, webhook

__all__ = ["webhook"]

Run = Callable[..., Any]


@pytest.fixture
def data(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data directory that is not there yet, without a contact."""
    monkeypatch.setenv("CCHC_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("CCHC_CONTACT", raising=False)
    monkeypatch.delenv("CCHC_CONFIG", raising=False)
    monkeypatch.setattr(logging.getLogger("cchc.progress"), "handlers", [])
    yield tmp_path / "data"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--live",), "Live sources are not asked without a contact: set CCHC_CONTACT"),
        (("--live", "--again-from", "2026-13-01"), "'2026-13-01' does not match the format '%Y-%m-%d'"),
        (("--live", "--again-to", "soon"), "'soon' does not match the format"),
        (
            ("--live", "--again-from", "2026-11-02", "--again-to", "2026-11-01"),
            "--again-from 2026-11-02 is after --again-to 2026-11-01",
        ),
        (("--again-to", "2026-11-01"), "give --live with them"),
        (("--live", "--nightly"), "give it without --live"),
        (("--source", "none"), "There is no source none"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_written(
    run: Run, data: Path, options: tuple[str, ...], said: str
) -> None:
    answer = run("run", *options)
    assert answer.code == 2 and said in answer.err and "None" not in answer.err
    assert not data.exists()


def test_a_night_that_the_lock_refuses_is_told_to_the_operator_and_a_run_by_hand_to_whoever_started_it(
    run: Run, data: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_ALERTS", webhook.url)
    with hold(data, Owner.here("cchc as-known-on 2026-01-01", "2026-11-26T18:00:00Z")):
        by_hand, night = run("run"), run("run", "--nightly")
    assert (by_hand.code, night.code) == (1, 1)
    (told,) = webhook.bodies
    assert told["title"].endswith("FAILED before it began")
    assert "cchc run --nightly could not begin" in told["message"]
    assert "Another run (cchc as-known-on 2026-01-01, process" in told["message"]


def test_a_night_whose_settings_or_folder_are_wrong_is_told_to_the_operator(
    run: Run, data: Path, webhook: Webhook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "cchc.toml"
    file.write_text(f'contcat = "a"\n[alerts]\nurls = ["{webhook.url}"]\n', "utf-8")
    monkeypatch.setenv("CCHC_CONFIG", str(file))
    assert run("run", "--nightly").code == 2
    file.write_text(f'contact = "a"\n[alerts]\nurls = ["{webhook.url}"]\n', "utf-8")
    data.touch()
    assert run("run", "--nightly").code == 1
    settings, folder = (body["message"] for body in webhook.bodies)
    assert "the key contcat has no meaning" in settings and f"{data} cannot be written" in folder


@pytest.mark.parametrize("contact", ["", "archive@example.org"])
def test_a_night_asks_live_sources_where_a_contact_is_set_and_else_says_why_not(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, contact: str
) -> None:
    seen: list[tuple[Wanted, str | None]] = []

    def run_nightly(settings: Any, wanted: Wanted, crawler: Any, what: str, note: str | None) -> Report:
        seen.append((wanted, note))
        return Report(outcome="unchanged")

    monkeypatch.setattr("orchestration.nightly.run_nightly", run_nightly)
    monkeypatch.setattr("cchc.pipeline_commands._in_words", lambda _: "done")
    monkeypatch.setenv("CCHC_CONTACT", contact)
    answer = run("run", "--nightly")
    assert answer.code == 0
    ((wanted, note),) = seen
    assert wanted.live is bool(contact) and note == (None if contact else NO_CONTACT)
    assert answer.err.count("no contact is set") == (0 if contact else 1)
