"""The hosts of a bad night: each fault on three hosts at once, among documents that are there to be had.

Belongs here: the rows. Does not belong here: what a fault does (`faults`, `spoiled`), ordinary hosts (`table`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.site.certificates import EXPIRED, NO_CHAIN, SELF_SIGNED, WRONG_NAME
from tests.site.faults import FAULTS, OF_FILES
from tests.site.figures import provinces
from tests.site.hosts import Row
from tests.site.request import Reply
from tests.site.robots import ALLOW, Robots

HOSTS_A_FAULT = 3
_WHOLE_HOST = ("storm_for_ever", "429_long", "503_long", "silence")
_FOR_THE_NIGHT = {"429_long", "503_long"}
"""Faults that a host has on every page; those after which nothing more of it may be asked tonight."""
_SYSTEMS = ("plain", "nukeviet", "drupal")


def faulty() -> tuple[Row, ...]:
    """All hosts of a bad night."""
    rows = [*_faults(), *_whole_hosts(), *_answers(), *_tls(), *_robots(), *_late_robots()]
    return tuple(replace(row, province=provinces()[-1 - at % len(provinces())]) for at, row in enumerate(rows))


def _faults() -> Iterator[Row]:
    """A fault on the second and the fourth document of a host; on the first file where it is one of files."""
    for kind in sorted(FAULTS.keys() - _FOR_THE_NIGHT):
        for at in range(HOSTS_A_FAULT):
            is_of_files = kind in OF_FILES
            yield Row(
                name=f"{kind.replace('_', '-')}-{at + 1}.loi.test",
                source="faults",
                province="",
                system=_SYSTEMS[at],
                count=5,
                attached=("pdf",) if is_of_files else (),
                spoiled=((0, kind),) if is_of_files else ((1, kind), (3, kind)),
            )


def _whole_hosts() -> Iterator[Row]:
    for kind in _WHOLE_HOST:
        for at in range(HOSTS_A_FAULT):
            name = f"{kind.replace('_', '-')}-{at + 1}.het.test"
            yield Row(name, "whole_hosts", "", system=_SYSTEMS[at], count=5, always=kind)


def _answers() -> Iterator[Row]:
    """A page where a file should be, and nothing at all."""
    for at in range(HOSTS_A_FAULT):
        name, system = f"khac-{at + 1}.loi.test", _SYSTEMS[at]
        yield Row(name, "faults", "", system=system, count=5, attached=("pdf",), spoiled=((0, "page_as_pdf"),))
        name = f"rong-{at + 1}.loi.test"
        yield Row(name, "faults", "", system=system, count=5, spoiled=((0, "empty"), (2, "empty")))


def _tls() -> Iterator[Row]:
    """Certificates that are not to be taken, and one whose intermediate has to be known beforehand."""
    for kind in (SELF_SIGNED, EXPIRED, WRONG_NAME, NO_CHAIN):
        for at in range(HOSTS_A_FAULT):
            name = f"{kind.replace('_', '-')}-{at + 1}.tls.test"
            yield Row(name, "tls", "", system=_SYSTEMS[at], count=5, scheme="https", certificate=kind)


def _late_robots() -> Iterator[Row]:
    """A robots.txt that comes at the second try: then all may be asked."""
    for kind in ("429_date", "503_seconds", "reset_once", "silence_once"):
        for at in range(HOSTS_A_FAULT):
            robots = replace(ALLOW, made=FAULTS[kind].change)
            name = f"{kind.replace('_', '-')}-{at + 1}.muon.test"
            yield Row(name, "late_robots", "", system=_SYSTEMS[at], count=5, robots=robots)


def _robots() -> Iterator[Row]:
    """A robots.txt that does not come: nothing of its host may be asked."""
    for kind in ("silence", "reset", "endless_chunks", "loop", "to_nobody", "to_metadata", "to_file"):
        reply = FAULTS[kind].change
        for at in range(HOSTS_A_FAULT):
            robots = Robots(Reply(), ("/",), made=reply)
            yield Row(f"{kind.replace('_', '-')}-{at + 1}.robots.test", "no_robots", "", count=5, robots=robots)
