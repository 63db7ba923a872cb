"""feed.atom: new and changed figures, documents and discrepancies of a release (RFC 4287).

Belongs here: entries and their XML. Does not belong here: finding what changed (`publishing.change_report`).

A feed is bounded: of each kind the first entries, and one entry that says how many more there are and where. Every
text is of type `text`, so that nothing printed in a document is markup in a reader. Dates are the day of the newest
capture, for all entries, since no clock is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publishing.change_report import ChangeReport, Row
from publishing.citation import AUTHOR, LICENCE_URL, TITLE, TITLE_VI
from publishing.permalinks import explorer_page, tag
from publishing.plain_text import html_text

FEED_NAME = "feed.atom"
MOST_OF_A_KIND = 100
_MOST_TEXT = 400


@dataclass(frozen=True, slots=True)
class _Entry:
    identifier: str
    title: str
    href: str
    summary: str


def feed_atom(report: ChangeReport) -> str:
    """The feed of a release as XML text."""
    updated = f"{report.info.built_from.isoformat()}T00:00:00Z"
    entries = "\n".join(_entry_xml(entry, updated) for entry in _entries(report))
    version = html_text(report.info.version)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n'
        f"<id>{tag('feed', 'changes')}</id>\n<title>{html_text(f'{TITLE_VI} · {TITLE}')}</title>\n"
        f"<updated>{updated}</updated>\n<author><name>{html_text(AUTHOR)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{FEED_NAME}"/>\n'
        '<link rel="alternate" type="text/html" href="CHANGES.html"/>\n'
        f"<generator>CCHC Warehouse {version}</generator>\n<rights>CC BY 4.0, {LICENCE_URL}</rights>\n"
        f"{entries}\n</feed>\n"
    )


def _entries(report: ChangeReport) -> Iterator[_Entry]:
    """The release itself, so that no feed is empty, and then what is new in it."""
    version = report.info.version
    counts = f"{report.info.figures:,} figures, {report.info.facts:,} facts, {report.info.documents:,} documents"
    since = f"since {report.previous}" if report.previous else "first release here"
    yield _Entry(tag("release", version), f"Bản phát hành {version} · Release {version}", "CHANGES.html",
                 f"{counts}; {since}.")  # fmt: skip
    yield from _bounded(report, "discrepancy", [_discrepancy(row) for row in report.discrepancies])
    yield from _bounded(report, "document", [_document(row) for row in report.documents])
    yield from _bounded(report, "figure", [_figure(row) for row in report.figures])


def _bounded(report: ChangeReport, kind: str, entries: Sequence[_Entry]) -> Iterator[_Entry]:
    yield from entries[:MOST_OF_A_KIND]
    if rest := len(entries[MOST_OF_A_KIND:]):
        names = {"discrepancy": "sai lệch · discrepancies", "document": "văn bản · documents"}
        title = f"Còn {rest} {names.get(kind, 'số liệu · figures')} nữa · {rest} more"
        identifier = tag("more", f"{report.info.version}/{kind}")
        yield _Entry(identifier, title, "CHANGES.html", "changes.csv lists all. · changes.csv có đủ.")


def _figure(row: Row) -> _Entry:
    domain = "" if row["domain_code"] in (None, "_total") else f" {row['domain_code']}"
    unit = f" {row['unit_of_measure']}" if row["unit_of_measure"] else ""
    value = f"{row['measure']} {row['value_raw']}{unit}"
    title = f"Số liệu · Figure: {row['index_code']} {row['year']}{domain}, {row['unit_name']}: {value}"
    figure_id = row["figure_id"]
    summary = f"In trong · Printed in: {row['document_id']}. figure_id: {figure_id}"
    return _Entry(tag("figure", figure_id), title, explorer_page("figure", figure_id), summary)


def _document(row: Row) -> _Entry:
    document_id = row["document_id"]
    title = f"Văn bản mới đọc · Newly read: {row['title'] or document_id}"
    parts = (row["publisher"], row["url"], f"{row['figures'] or 0} số liệu · figures")
    summary = ". ".join(part for part in parts if part)
    return _Entry(tag("document", document_id), title, explorer_page("document", document_id), summary)


def _discrepancy(row: Row) -> _Entry:
    what = " ".join(str(part) for part in (row["index_code"], row["year"], row["unit_name"]) if part)
    title = f"Sai lệch · Discrepancy {row['rule']} ({row['rule_name']}): {what}"
    figures = row["figure_ids"] or []
    href = explorer_page("figure", figures[0]) if figures else explorer_page("quality")
    return _Entry(tag("discrepancy", row["discrepancy_id"]), title, href, row["explanation"] or "")


def _entry_xml(entry: _Entry, updated: str) -> str:
    return (
        f"<entry>\n<id>{html_text(entry.identifier)}</id>\n"
        f'<title type="text">{html_text(_short(entry.title))}</title>\n<updated>{updated}</updated>\n'
        f'<link rel="alternate" type="text/html" href="{html_text(entry.href)}"/>\n'
        f'<summary type="text">{html_text(_short(entry.summary))}</summary>\n</entry>'
    )


def _short(text: str) -> str:
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…"
