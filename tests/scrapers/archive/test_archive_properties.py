"""Whatever the bytes, names and times: what was put in is read back, and the index follows from the files."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.archive import Archive, rebuild_index

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
TEXTS = st.text(max_size=40)
HEADERS = st.lists(st.tuples(TEXTS, TEXTS), max_size=4)
ANSWERS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(100, 599), HEADERS, st.binary(max_size=3000), MOMENTS, TEXTS),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(answers=ANSWERS)
def test_answers_round_trip(answers):
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        with archive.writer("site") as writer:
            looks = [
                writer.add_response(f"https://a.vn/{page}", status, headers, data, moment, message=message)
                for page, status, headers, data, moment, message in answers
            ]

        assert archive.looks() == looks
        for look, (_, _, _, data, _, _) in zip(looks, answers, strict=True):
            assert archive.read(look.capture_id) == data
        (archive.path / "index.sqlite").write_bytes(b"")
        assert rebuild_index(archive.path) == len(looks)
        archive.refresh()
        assert archive.looks() == looks


@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.binary(max_size=3000), name=st.text(max_size=40), moment=MOMENTS)
def test_files_round_trip(data, name, moment):
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        with archive.writer("added") as writer:
            look = writer.add_resource("file:x", data, "application/pdf", moment, method="added", file_name=name)

        assert Archive(Path(folder)).looks() == [look]
        assert archive.read(look.capture_id) == data
