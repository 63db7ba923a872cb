"""Two releases of the sample build, and a way to run the command line on them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

# The sample build is publishing's; both packages are tested on the same release.
sys.path.insert(0, str(Path(__file__).parents[1] / "publishing"))

import sample_build

from cchc.main import main
from publishing.release import MadeRelease, ReleaseContext, make_release


@dataclass(frozen=True)
class Answer:
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]

CHANGES = """
    update marts.fct_score set score = 44.5, status = 'E' where score_key = 'PAPI/2021/bac-ninh/_total';
    delete from marts.fct_anomaly;
    update marts.fct_figure set locator = 'table:1/row:2/col:3/char:36-37'
        where measure = 'rank' or document_id = 'news/1';
    insert into marts.dim_index (index_code, name_vi) values ('SIPAS', 'Chỉ số hài lòng');
    update marts.dim_document set last_captured_at = '2026-12-01', captures = 9;
    insert into marts.fct_capture (look_id, looked_at, outcome) values ('9', '2026-12-01', 'unchanged');
"""


@dataclass(frozen=True)
class Releases:
    """A data directory with two releases."""

    data: Path
    old: MadeRelease
    new: MadeRelease


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    root = tmp_path_factory.mktemp("cchc")
    build = sample_build.write_build(root / "data" / "build" / "warehouse.duckdb")
    manifest = sample_build.write_manifest(root / "manifest.json", str(root))
    context = ReleaseContext(manifest=manifest, schema_version="1", checks={})
    old = make_release(build, root / "data" / "release", context)
    sample_build.change_build(build, CHANGES)
    return Releases(root / "data", old, make_release(build, root / "data" / "release", context))


@pytest.fixture
def run(releases: Releases, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `cchc` in this process on the two releases."""
    monkeypatch.setenv("CCHC_DATA", str(releases.data))
    monkeypatch.delenv("CCHC_DEBUG", raising=False)

    def run_command(*arguments: str) -> Answer:
        capsys.readouterr()
        code = main(arguments)
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run_command
