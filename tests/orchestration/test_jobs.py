"""What a run that stopped says of it."""

from __future__ import annotations

import dagster as dg
import pytest

from orchestration.jobs import complaint


@dg.op
def failing() -> None:
    raise OSError(28, "No space left on device")


@dg.op
def failing_by_sqlite() -> None:
    raise ValueError("/data/crawl/frontier.sqlite cannot be written: database or disk is full.")


@pytest.mark.parametrize("step", [failing, failing_by_sqlite])
def test_a_full_disk_is_told_in_one_sentence_with_what_to_do(step: dg.OpDefinition) -> None:
    result = dg.GraphDefinition(name="g", node_defs=[step]).to_job().execute_in_process(raise_on_error=False)
    error = complaint(result.all_events, "/data/run.log")
    assert str(error) == (
        f"The disk is full, as the run saw at {step.name}. Nothing was released: make room and run again, "
        "which goes on with this night; what the tools said is in /data/run.log."
    )
