"""What every description says of the data set: its indices, publishers, years, and its files with size and sum.

Belongs here: reading these once. Does not belong here: a vocabulary's words for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.checksums import file_sha256
from publishing.notices import Publisher, read_publishers
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEDIA_TYPES: dict[str, str] = {
    ".csv": "text/csv",
    ".duckdb": "application/vnd.duckdb",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
_FOLDERS = ("", "csv", "parquet")
_NO_DATA = frozenset({".json"})
DESCRIPTION = (
    "Scores and ranks of Viet Nam's administrative-reform indices (PAR INDEX, SIPAS, PAPI, PCI, DTI, PGI and others) "
    "by unit, year and domain. Every printed figure is kept with the document, the place and the quote that it was "
    "read from; facts carry status and evidence; contradictions of print are told, never repaired."
)
DESCRIPTION_VI = (
    "Điểm số và thứ hạng các chỉ số cải cách hành chính của Việt Nam (PAR INDEX, SIPAS, PAPI, PCI, DTI, PGI và các "
    "chỉ số khác) theo đơn vị, năm và lĩnh vực. Mỗi số liệu đã in được giữ cùng văn bản, vị trí và trích dẫn; dữ kiện "
    "có trạng thái và chứng cứ; sai lệch trong bản in được nêu ra, không sửa."
)


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of data: its path in the release, media type, size and sum."""

    path: str
    media_type: str
    size: int
    sha256: str

    @property
    def table(self) -> str | None:
        """The table that the file holds; None of files that hold all."""
        return Path(self.path).stem if "/" in self.path else None


@dataclass(frozen=True, slots=True)
class About:
    """The data set in a few facts. `indices` are rows of dim_index; years None where there is no fact."""

    content: ReleaseContent
    indices: tuple[dict[str, Any], ...]
    publishers: tuple[Publisher, ...]
    first_year: int | None
    last_year: int | None
    files: tuple[DataFile, ...]

    @property
    def version(self) -> str:
        """Version of the release."""
        return self.content.info.version

    @property
    def day(self) -> str:
        """Day of the newest capture, ISO 8601."""
        return self.content.info.built_from.isoformat()

    @property
    def years(self) -> str | None:
        """First and last year assessed, as ISO 8601 interval."""
        return None if self.first_year is None else f"{self.first_year}/{self.last_year}"


def read_about(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> About:
    """The facts of the open release whose files stand in `folder`."""
    cursor = con.execute("select * from dim_index order by index_code")
    names = [column[0] for column in cursor.description or []]
    indices = tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    years = con.execute("select min(year), max(year) from fct_score").fetchone() or (None, None)
    return About(content, indices, tuple(read_publishers(con)), years[0], years[1], _data_files(folder))


def _data_files(folder: Path) -> tuple[DataFile, ...]:
    """Files of data, the whole ones first, then by path."""
    paths = [
        path
        for name in _FOLDERS
        for path in sorted((folder / name).iterdir() if (folder / name).is_dir() else ())
        if path.suffix in MEDIA_TYPES and path.suffix not in _NO_DATA and path.is_file()
    ]
    return tuple(
        DataFile(path.relative_to(folder).as_posix(), MEDIA_TYPES[path.suffix], path.stat().st_size, file_sha256(path))
        for path in paths
    )
