"""The hosts of an ordinary night: each habit of real sites on some hosts at least.

Belongs here: the rows. Does not belong here: what a row means (`hosts`), faults (`faults`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.site import robots
from tests.site.figures import provinces
from tests.site.hosts import Row

_SYSTEMS = (
    ("plain", 3), ("nukeviet", 2), ("drupal", 2), ("liferay", 2), ("sharepoint", 2), ("dotnetnuke", 1), ("aspnet", 1),
    ("sitemap", 2), ("feed", 2),
)  # fmt: skip
"""Each system and how many forms of it there are."""
_VALIDATORS = ("both", "none", "etag", "modified")
TRAP, TRAP_PAGES = "bay.nhip.test", 25
FILES_HOST = "tep.vanban.test"
SUCCESSORS = {
    "cu.gialai.test": "moi.gialai.test",
    "cu.kontum.test": "moi.kontum.test",
    "cu.phuyen.test": "moi.phuyen.test",
}


def ordinary() -> tuple[Row, ...]:
    """All hosts of an ordinary night."""
    rows = [*_portals(), *_robots(), *_encodings(), *_truth(), *_moved(), *_manners()]
    return tuple(replace(row, province=provinces()[at % len(provinces())]) for at, row in enumerate(rows))


def _portals() -> Iterator[Row]:
    """Three hosts of each content system: its forms in turn, with every kind of validator and of file."""
    for system, forms in _SYSTEMS:
        for at in range(3):
            yield Row(
                name=f"{('dong', 'tay', 'bac')[at]}.{system}.test",
                source=f"{system}_sites",
                province="",
                system=system,
                variant=at % forms,
                count=8 if system in ("dotnetnuke", "aspnet") else 6,
                validators=_VALIDATORS[(at + len(system)) % 4],
                attached=(("pdf", "docx", "xlsx"), ("zip", "xlsx"), ())[at],
                is_packed=at == 2,
                files_on=FILES_HOST if system in ("aspnet", "dotnetnuke") and at == 0 else None,
            )
    yield Row(name=FILES_HOST, source="aspnet_sites", province="", count=0)


def _robots() -> Iterator[Row]:
    """Every kind of robots.txt."""
    kinds = {
        "khong": robots.NONE, "het": robots.GONE, "phan": robots.PART, "rieng": robots.OURS, "dau": robots.MARKED,
        "cham": robots.SLOWLY, "chuyen": robots.MOVED,
    }  # fmt: skip
    for name, kind in kinds.items():
        spoiled = ((1, "private"),) if kind.forbidden else ()
        count = 3 if kind is robots.SLOWLY else 6
        yield Row(f"{name}.robots.test", "departments", "", robots=kind, spoiled=spoiled, count=count)
    closed = {
        "cam": robots.ALL, "chan": robots.FORBIDDEN, "hong": robots.BROKEN, "trang": robots.PAGE, "to": robots.HUGE,
    }  # fmt: skip
    for name, kind in closed.items():
        yield Row(f"{name}.robots.test", "departments", "", robots=kind)


def _encodings() -> Iterator[Row]:
    """Two hosts of every old encoding."""
    for encoding in ("windows-1258", "tcvn3", "nfd"):
        for at in range(2):
            name = f"{encoding.replace('-', '')}-{at + 1}.bangma.test"
            yield Row(name, "departments", "", system=("plain", "nukeviet")[at], encoding=encoding)


def _truth() -> Iterator[Row]:
    """Hosts with answers that are no document, among others that are."""
    lies = ("cookie_wall", "login", "to_login", "soft_404", "error_200", "stub", "truncated", "empty")
    for at in range(4):
        spoiled = tuple((place, lies[(at * 2 + place) % len(lies)]) for place in (0, 1, 4))
        yield Row(f"that-{at + 1}.tralai.test", "departments", "", spoiled=spoiled, validators=_VALIDATORS[at], count=7)
    yield Row(
        "tep.tralai.test", "departments", "", attached=("pdf", "pdf"), spoiled=((0, "page_as_pdf"), (1, "missing"))
    )
    yield Row("mat.tralai.test", "departments", "", spoiled=((0, "gone"), (3, "refused")))
    for at in range(2):
        yield Row(f"tuong-{at + 1}.tralai.test", "walled", "", is_walled=True)


def _moved() -> Iterator[Row]:
    """Hosts that died with the mergers of 2025: each address leads to the successor's."""
    for at, (old, new) in enumerate(SUCCESSORS.items()):
        yield Row(old, "moved", "", moved_to=new, system=("plain", "nukeviet", "drupal")[at])
        yield Row(new, "moved", "", system=("plain", "nukeviet", "drupal")[at], attached=("pdf",) if at == 0 else ())


def _manners() -> Iterator[Row]:
    """Slow hosts, one whose plan gives it more time, counters on every page, hosts over TLS, cookies, a trap."""
    for at in range(2):
        yield Row(f"cham-{at + 1}.nhip.test", "departments", "", wait=0.15 + 0.1 * at, count=4)
    yield Row("thua.nhip.test", "seldom", "", delay=0.3, count=4)
    for at in range(3):
        yield Row(
            f"dem-{at + 1}.nhip.test",
            "departments",
            "",
            system=("nukeviet", "liferay", "drupal")[at],
            variant=1 if at else 0,
            validators="none",
        )
    for at in range(3):
        yield Row(
            f"kin-{at + 1}.nhip.test",
            "departments",
            "",
            scheme="https",
            system=("plain", "aspnet", "drupal")[at],
            enters_by_http=at > 0,
        )
    yield Row("banh.nhip.test", "departments", "", wants_cookie=True)
    yield Row(TRAP, "trap", "", system="trap", count=1, max_pages=TRAP_PAGES)
