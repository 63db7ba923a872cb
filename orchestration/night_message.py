"""The one message of a night, in words an operator can act on without looking elsewhere first.

Belongs here: whether there is anything to tell, and how it is told. Does not belong here: gathering it (`night_end`),
sending it (`alerting`). What a site or a file said is text from outside: every line is cut and cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from orchestration.journal import Doubt, Entry, failing_since, suspect_since
from orchestration.publication_calendar import Overdue

_MOST_ROWS = 20
_MOST_CHARACTERS = 300
_MOST_IN_SUBJECT = 150
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: a subject of one line, and plain text."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """All that a message is made from.

    `before` are the entries of the journal until this night, oldest first; `killed` is the run that this one followed,
    where that was cut off. `names` are the sources' names by code; `where` is the log of the run.
    """

    entry: Entry
    before: Sequence[Entry] = ()
    killed: Entry | None = None
    overdue: Sequence[Overdue] = ()
    names: Mapping[str, str]
    where: str


def night_message(night: Night, *, always: bool = False) -> Message | None:
    """The message of a night; None where there is nothing to tell, unless it is wanted always.

    What is overdue by the calendar is told with whatever else there is, and alone on the first night.
    """
    news = [key for key in night.entry.overdue if not any(key in each.overdue for each in night.before)]
    entry = night.entry
    if not (always or news or not entry.is_good or night.killed or entry.suspects or entry.failures or entry.left_out):
        return None
    sections = [
        _how_it_went(night),
        _section("Suspect, kept aside; what was known before stays in the release:", _doubts(night, "suspect")),
        _section("Failed:", _doubts(night, "failing")),
        _section("Hosts that were left alone before all was asked:", _left_out(entry)),
        _section("Should have been published by now and was not seen:", _overdue(night.overdue)),
        _what_to_do(night),
    ]
    return Message(_subject(entry, bool(night.killed)), "\n\n".join(section for section in sections if section) + "\n")


def false_start(what: str, reason: str, at: str) -> Message:
    """The message of a run that failed before it began."""
    return Message(
        one_line(f"CCHC {at[:10]}: FAILED before it began", _MOST_IN_SUBJECT),
        f"{one_line(what)} could not begin, and nothing was asked or released: {one_line(reason)}\n\n"
        "Where to look: `cchc status`; the run on Dagster's pages, or `systemctl status cchc-nightly.service`.\n"
        "What to do: mend what the message names, then start the run again.\n",
    )


def cut_off(entry: Entry, reason: str) -> Message:
    """The message of a run that was killed and that nothing has followed yet."""
    return Message(
        _subject(entry, follows_a_killed_run=False),
        f"{one_line(entry.what)}, the run {entry.run_id}, was {one_line(entry.message or 'killed')}; nothing was "
        f"released: {one_line(reason)}\n\n"
        "Where to look: `cchc status`, and the run on Dagster's pages.\n"
        "What to do: start the run again; within 20 hours it goes on with its night.\n",
    )


def one_line(text: str, most: int = _MOST_CHARACTERS) -> str:
    """Text from outside as a part of one line: no control characters, not longer than `most`."""
    clean = _UNSAFE.sub(" ", text[: 2 * most]).strip()
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def _subject(entry: Entry, follows_a_killed_run: bool) -> str:
    told = {
        "released": f"released {entry.version}",
        "unchanged": "nothing new",
        "failed": f"FAILED at {entry.stage}",
        "killed": f"KILLED at {entry.stage}",
    }
    parts = [told[entry.outcome]]
    if follows_a_killed_run:
        parts.append("after a killed run")
    for doubts, word in ((entry.suspects, "suspect"), (entry.failures, "failed")):
        if count := len({doubt.source for doubt in doubts}):
            parts.append(f"{count} source{'s' if count > 1 else ''} {word}")
    if entry.left_out:
        parts.append(f"{len(entry.left_out)} host{'s' if len(entry.left_out) > 1 else ''} left out")
    if entry.overdue:
        parts.append(f"{len(entry.overdue)} overdue")
    return one_line(f"CCHC {entry.started_at[:10]}: {', '.join(parts)}", _MOST_IN_SUBJECT)


def _how_it_went(night: Night) -> str:
    entry = night.entry
    told = {
        "released": f"The run {entry.run_id} made the release {entry.version}.",
        "unchanged": f"The run {entry.run_id} found nothing that changes the release"
        + (f"; {entry.version} stays the latest." if entry.version else "."),
        "failed": f"The run {entry.run_id} failed at {one_line(entry.stage)}, and nothing was released: "
        f"{one_line(entry.message or 'it did not say why')}",
        "killed": f"The run {entry.run_id} was {one_line(entry.message or 'killed')}.",
    }
    lines = [told[entry.outcome]]
    if night.killed is not None:
        goes_on = "this one went on with its night." if entry.resumed else "its night was over, this is a new one."
        lines.append(
            f"The run before, {night.killed.run_id}, was {one_line(night.killed.message or 'killed')}; {goes_on}"
        )
    if entry.is_good and entry.message:
        lines.append(one_line(entry.message))
    asked = sum(counts.asked for counts in entry.sources.values())
    if asked:
        new = sum(counts.new for counts in entry.sources.values())
        lines.append(f"{asked:,} looks at {len(entry.sources):,} sources, {new:,} of them brought something new.")
    return "\n".join(lines)


def _doubts(night: Night, kind: str) -> Iterator[str]:
    doubts = night.entry.suspects if kind == "suspect" else night.entry.failures
    since_of = suspect_since if kind == "suspect" else failing_since
    nights = (*night.before, night.entry)
    for doubt in doubts:
        since = since_of(nights, doubt.source)
        yield f"{_named(doubt, night.names)}, since {(since or night.entry.started_at)[:10]}: {_reason(doubt)}"


def _named(doubt: Doubt, names: Mapping[str, str]) -> str:
    name = names.get(doubt.source)
    return one_line(f"{doubt.source} ({name})" if name else doubt.source)


def _reason(doubt: Doubt) -> str:
    return one_line(doubt.reason) + (f" <{one_line(doubt.url)}>" if doubt.url else "")


def _left_out(entry: Entry) -> Iterator[str]:
    for host, why in sorted(entry.left_out.items()):
        yield f"{one_line(host)}: {one_line(why)}"


def _overdue(overdue: Iterable[Overdue]) -> Iterator[str]:
    for each in overdue:
        yield f"{each.key} ({each.level}), expected by {each.expected_by.isoformat()}: {one_line(each.basis)}"


def _section(title: str, lines: Iterable[str]) -> str:
    rows = list(lines)
    if not rows:
        return ""
    more = [f"- and {len(rows) - _MOST_ROWS:,} more: see `cchc status`"] if len(rows) > _MOST_ROWS else []
    return "\n".join([title, *(f"- {row}" for row in rows[:_MOST_ROWS]), *more])


def _what_to_do(night: Night) -> str:
    entry = night.entry
    steps = []
    if not entry.is_good:
        steps.append("Mend what the message names, then `cchc run --live`; docs/operations.md, “When a run stops”.")
    if entry.suspects:
        steps.append("Look at the suspect pages. If a source is right as it is now, accept it: `cchc sources accept`.")
    if entry.failures or entry.left_out:
        steps.append("See whether the sites moved or turned the crawler away: `cchc sources check --live SOURCE`.")
    if night.overdue:
        steps.append("Ask the publishers' sites for what is overdue; a file that was found goes in by `cchc add`.")
    where = f"Where to look: `cchc status`; {night.where}"
    return "\n".join([where, *(f"What to do: {step}" for step in steps)])
