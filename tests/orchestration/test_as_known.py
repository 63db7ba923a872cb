"""Three states of one data directory, each released, and each rebuilt from the last archive as it was known on its day.

The states differ as an archive does: documents are added, a page changes, one withdraws a figure, one returns to older
bytes, a table is transcribed anew. A few transcribed tables stand for all, so that six builds take about a minute.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.as_known import rebuild
from orchestration.crawling import Crawler, crawler_of
from orchestration.errors import RunError
from orchestration.jobs import Wanted
from orchestration.nightly import run_nightly
from orchestration.paths import PROJECT, SOURCES, DataPaths
from orchestration.settings import Settings
from publishing.checksums import SUMS_NAME
from scrapers.archive import Archive
from scrapers.crawl.source_file import load_sources
from scrapers.intake import add_files

pytestmark = pytest.mark.pipeline

CHANGED, WITHDRAWN, RETURNED, LATER = (f"https://example.gov.vn/{name}.html" for name in ("a", "b", "c", "d"))
OWN = "url like 'https://example.gov.vn/%'"
SENTENCE = "Chỉ số cải cách hành chính (PAR INDEX) năm 2019 của tỉnh {unit} đạt {score} điểm"
LONG_AGO = datetime(2026, 11, 26, 3, tzinfo=UTC)
# Past midnight in Ha Noi, not yet in UTC: the day of the state is the 29th.
AT_NIGHT = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)
LAST = datetime(2026, 12, 1, 5, tzinfo=UTC)
NOW = "2026-12-02T01:00:00Z"
DAYS = (date(2026, 11, 26), date(2026, 11, 29), date(2026, 12, 1))
REWRITTEN = "par_index/2023-pages"
QUOTED = "www.vietnam.vn/ja/quang-nam-tang-diem-thang-hang-par-index-va-sipas"


def page(unit: str, score: str, more: str = "") -> str:
    return f"<html><body><p>{SENTENCE.format(unit=unit, score=score)}{more}.</p></body></html>"


@dataclass
class States:
    """The data directory after its three states, the folder of each one's release and of its rebuilding."""

    paths: DataPaths
    released: list[Path] = field(default_factory=list)
    rebuilt: list[Path] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        return Settings(file=None, data=self.paths.root)

    @property
    def crawler(self) -> Crawler:
        return crawler_of(self.settings, lambda: LAST)

    def rows(self, release: Path, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(release / "cchc.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[States]:
    root = tmp_path_factory.mktemp("as_known")
    states = States(DataPaths(root / "data"))
    _few_tables(states.paths.root / "figures")
    _sources_without_bounds(states.paths.root / "sources")
    _look(states, LONG_AGO, {CHANGED: page("Cao Bằng", "81,03"), WITHDRAWN: page("Lào Cai", "84,1", ", xếp thứ 9"),
                             RETURNED: page("Sơn La", "77,5")})  # fmt: skip
    _look(states, AT_NIGHT, {CHANGED: page("Cao Bằng", "81,13"), RETURNED: page("Sơn La", "77,9"),
                             LATER: page("Điện Biên", "79,2")})  # fmt: skip
    _transcribe_anew(states.paths.root / "figures" / f"{REWRITTEN}.csv")
    _look(states, LAST, {CHANGED: page("Cao Bằng", "81,23"), WITHDRAWN: page("Lào Cai", "84,1"),
                         RETURNED: page("Sơn La", "77,5")})  # fmt: skip
    before = _sums(states.paths)
    states.rebuilt = [rebuild(states.paths, day, NOW, states.crawler).release for day in DAYS]
    assert _sums(states.paths) == before, "the latest release, records and build are left as they are"
    yield states
    for path in [root, *root.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


def _few_tables(figures: Path) -> None:
    """The smallest table of each bundled source."""
    for source in load_sources(SOURCES):
        notes = source.sidecars(PROJECT / "data" / "figures")
        for note in sorted(notes, key=lambda note: (note.with_suffix(".csv").stat().st_size, note))[:1]:
            folder = figures / note.parent.name
            folder.mkdir(parents=True, exist_ok=True)
            for path in (note, note.with_suffix(".csv")):
                shutil.copy(path, folder)
    for ending in ("csv", "yml"):
        shutil.copy(PROJECT / "data" / "figures" / f"{REWRITTEN}.{ending}", figures / "par_index")


def _sources_without_bounds(folder: Path) -> Path:
    shutil.copytree(SOURCES, folder)
    for path in folder.glob("*.yml"):
        lines = path.read_text("utf-8").splitlines()
        kept = ["  min_records: 0" if line.startswith("  min_records:") else line for line in lines]
        path.write_text("\n".join(kept), "utf-8")
    return folder


def _look(states: States, moment: datetime, pages: dict[str, str]) -> None:
    """Puts the pages into the archive at a moment, and runs the line."""
    file = states.paths.root / "page.html"
    for url, text in pages.items():
        file.write_text(text, "utf-8")
        add_files(Archive(states.paths.archive), [file], moment, url)
    states.released.append(run_nightly(states.settings, Wanted(), states.crawler).release)


def _transcribe_anew(table: Path) -> None:
    """A slip of transcription is mended on the day of the last state."""
    text = table.read_text("utf-8")
    assert "92.18" in text
    table.write_text(text.replace("92.18", "92.19"), "utf-8")
    note = table.with_suffix(".yml")
    note.write_text(note.read_text("utf-8").replace("collected_on: 2026-11-23", "collected_on: 2026-12-01"), "utf-8")


def _sums(paths: DataPaths) -> dict[str, bytes]:
    folders = (paths.archive, paths.records, paths.build, paths.release)
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("state", [0, 1, 2])
def test_a_past_state_is_rebuilt_byte_for_byte(states: States, state: int) -> None:
    """Nothing differs: not the version, no table, no file, since no file of a release tells when it was made."""
    assert len({path.name for path in states.released}) == 3
    released, rebuilt = states.released[state], states.rebuilt[state]
    assert rebuilt.name == released.name
    assert (rebuilt / SUMS_NAME).read_text("utf-8") == (released / SUMS_NAME).read_text("utf-8")


def test_a_past_state_holds_what_was_printed_then(states: States) -> None:
    sql = (
        "select url, value from fct_figure join dim_document using (document_id) where is_current and measure = 'score'"
    )
    first, second, last = (dict(states.rows(release, f"{sql} and {OWN}")) for release in states.rebuilt)
    assert first == {CHANGED: 81.03, WITHDRAWN: 84.1, RETURNED: 77.5}
    assert second == {CHANGED: 81.13, WITHDRAWN: 84.1, RETURNED: 77.9, LATER: 79.2}
    assert last == {CHANGED: 81.23, WITHDRAWN: 84.1, RETURNED: 77.5, LATER: 79.2}
    table = (
        f"select value from fct_figure where document_id = '{QUOTED}' and unit_name = 'Quảng Ninh' "
        "and measure = 'score'"
    )
    assert [states.rows(release, table) for release in states.rebuilt] == [[(92.18,)], [(92.18,)], [(92.19,)]]


def test_a_superseded_figure_tells_its_days_and_what_followed(states: States) -> None:
    told = {
        (url, measure, value): (str(first), last and str(last), following)
        for url, measure, value, first, last, following in states.rows(
            states.released[2],
            "select url, older.measure, older.value, older.first_seen_on, older.last_seen_on, newer.value "
            "from fct_figure as older join dim_document using (document_id) "
            "left join fct_figure as newer on older.superseded_by = newer.figure_id "
            f"where {OWN}",
        )
    }
    assert told[CHANGED, "score", 81.03] == ("2026-11-26", "2026-11-26", 81.13)
    assert told[CHANGED, "score", 81.13] == ("2026-11-29", "2026-11-29", 81.23)
    assert told[CHANGED, "score", 81.23] == ("2026-12-01", None, None)
    assert told[WITHDRAWN, "rank", 9.0] == ("2026-11-26", "2026-11-26", None)
    assert told[RETURNED, "score", 77.5] == ("2026-11-26", None, None)
    assert told[RETURNED, "score", 77.9] == ("2026-11-29", "2026-11-29", 77.5)


@pytest.mark.parametrize("state", [0, 1, 2])
def test_the_release_tells_its_figures_of_a_past_day(states: States, state: int) -> None:
    """What the latest release cannot tell: the older bytes of a table, and what followed on a page that went back."""
    same = f"where document_id <> '{QUOTED}'"
    with duckdb.connect(str(states.released[2] / "cchc.duckdb"), read_only=True) as connection:
        cursor = connection.execute(f"from figures_as_known_on(date '{DAYS[state]}') {same}")
        names, told = [column[0] for column in cursor.description or []], cursor.fetchall()
    followed, url = names.index("superseded_by"), names.index("document_id")
    known = states.rows(states.released[state], f"from fct_figure {same} order by figure_id")
    went_back = RETURNED.removeprefix("https://")

    def comparable(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return [(*row[:followed], None, *row[followed + 1 :]) if row[url] == went_back else row for row in rows]

    assert len(known) > 100
    assert comparable(told) == comparable(known)


def test_a_day_before_the_first_look_is_refused(states: States) -> None:
    with pytest.raises(RunError, match="Nothing was known yet at the end of 2020-01-01"):
        rebuild(states.paths, date(2020, 1, 1), NOW, states.crawler)


def test_a_day_ends_at_midnight_in_hanoi() -> None:
    paths = DataPaths(Path("data"))
    assert paths.known_before is None
    past = paths.as_known_on(date(2026, 2, 28))
    assert past.known_before == "2026-02-28T17:00:00Z"
    assert (past.root, past.archive) == (Path("data/as-known-on/2026-02-28"), Path("data/archive"))
