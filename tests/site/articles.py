"""The documents that hosts publish, and the figures that each must yield.

Belongs here: wording, titles, days. Does not belong here: the figures' origin (`figures`), pages around a document
(`systems`), its attachments (`attachments`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.site.figures import (
    DOMAINS,
    PAPI_YEARS,
    PCI_YEARS,
    PROVINCES_RANKED,
    Figure,
    number,
    part_of,
    rank_of,
    titled,
    total_of,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a document links: its name, type, bytes and the figures in it."""

    name: str
    media_type: str
    make: Callable[[], bytes]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A document of a host: `number` is its id there, `paragraphs` its text."""

    number: int
    title: str
    day: date
    paragraphs: tuple[str, ...]
    figures: tuple[Figure, ...]
    attachments: tuple[Attachment, ...] = ()

    @property
    def slug(self) -> str:
        """The title as addresses write it."""
        return slug_of(self.title)

    @property
    def stamp(self) -> str:
        """The day and time as pages print it."""
        return f"{self.day:%d/%m/%Y} 08:{self.number % 60:02d}"


_FILLER = (
    "Phát biểu tại hội nghị, lãnh đạo Ủy ban nhân dân {owner} đề nghị các sở, ban, ngành, địa phương tiếp tục đẩy "
    "mạnh cải cách thủ tục hành chính, nâng cao chất lượng phục vụ người dân và doanh nghiệp, coi đây là nhiệm vụ "
    "thường xuyên.",
    "Các cơ quan, đơn vị rà soát, cắt giảm thời gian giải quyết hồ sơ, công khai, minh bạch quy trình tại bộ phận một "
    "cửa, tăng cường trách nhiệm của người đứng đầu trong thực thi công vụ và đối thoại với doanh nghiệp.",
    "Sở Nội vụ được giao theo dõi, đôn đốc việc thực hiện, kịp thời báo cáo những khó khăn, vướng mắc để được tháo gỡ.",
)
_OF_FIRST_SENTENCE = 3
_VARIANTS = (
    "Theo công bố của VCCI, chỉ số PCI năm {year} của {owner} đạt {total} điểm, xếp thứ {rank}/63 tỉnh, thành phố.",
    "Năm {year}, chỉ số PCI của {owner} đạt {total} điểm, xếp thứ {rank}/63 tỉnh, thành phố trong cả nước.",
    "Trong bảng xếp hạng PCI năm {year}, {owner} đạt {total} điểm, xếp thứ {rank}/63 tỉnh, thành phố.",
)


def articles_of(province: str, count: int, first_number: int, fresh: int = 0) -> tuple[Article, ...]:
    """A province's documents, the newest first; ids go up as on a real site. `fresh` more were published since."""
    return tuple(_article(province, at, first_number + count - at) for at in range(-fresh, count))


def halved(article: Article) -> Article:
    """The document after its host lost half of it: only what its first sentence prints stands."""
    paragraphs = (article.paragraphs[0], *article.paragraphs[-len(_FILLER) :])
    return replace(article, paragraphs=paragraphs, figures=article.figures[:_OF_FIRST_SENTENCE])


def slug_of(text: str) -> str:
    """A text as addresses write it: `quang-ninh-cong-bo`."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", bare.encode("ascii", "ignore").decode()).strip("-")


def _article(province: str, at: int, number_: int) -> Article:
    year = PCI_YEARS[at % len(PCI_YEARS)]
    owner, total, rank = titled(province), total_of("pci", province, year), rank_of(province, year)
    first = _VARIANTS[at % len(_VARIANTS)].format(year=year, owner=owner, total=total, rank=rank)
    parts = list(DOMAINS)[at % 3 :: 3]
    said = [(DOMAINS[part], part_of(province, year, part)) for part in parts]
    figures = [
        Figure("PCI", province, year, "score", number(total)),
        Figure("PCI", province, year, "rank", float(rank)),
        Figure("PCI", province, year, "rank_of", float(PROVINCES_RANKED)),
        *(Figure("PCI", province, year, "score", number(value)) for _, value in said),
    ]
    paragraphs = [first, *(f"Chỉ số thành phần {label} đạt {value} điểm." for label, value in said)]
    if year in PAPI_YEARS and (papi := total_of("papi", province, year)):
        figures.append(Figure("PAPI", province, year, "score", number(papi)))
        paragraphs.append(f"Chỉ số PAPI năm {year} của {owner} đạt {papi} điểm.")
    return Article(
        number=number_,
        title=f"{province} công bố kết quả chỉ số PCI năm {year}",
        day=date(year + 1, 4, 20) + timedelta(days=number_ % 9),
        paragraphs=(*paragraphs, *(text.format(owner=owner) for text in _FILLER)),
        figures=tuple(figures),
    )
