"""A report: titled sections of rows, as a table, CSV, JSON, Markdown or LaTeX, with the citation below.

Belongs here: what a report is made of and how it leaves. Does not belong here: what is reported.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import click

from cchc.errors import CchcError
from cchc.output import echo_csv, echo_json
from cchc.table_forms import Table, latex_lines, latex_text, markdown_lines, markdown_text, plain_lines
from cchc.table_terminal import echo_on_terminal
from cchc.text import nearest, printable

_NOTHING: tuple[object, ...] = (None, "", [])
FORMS = ("table", "csv", "json", "md", "latex")
Rows = Sequence[Mapping[str, Any]]
Command = TypeVar("Command", bound=Callable[..., Any])
_LATEX_HEAD = r"% needs \usepackage{booktabs}, and LuaLaTeX, XeLaTeX or \usepackage[T5]{fontenc} for Vietnamese"


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a title. `rows` go to CSV and JSON; `lines`, if given, are what a person reads of them."""

    name: str
    title: str
    rows: Rows
    lines: Rows | None = None
    notes: tuple[str, ...] = ()
    first_to_go: tuple[str, ...] = ()

    @property
    def table(self) -> Table:
        """What a person reads."""
        lines = self.rows if self.lines is None else self.lines
        # A column that holds nothing tells a reader nothing; CSV and JSON hold it.
        columns = tuple(
            name for name in (lines[0] if lines else ()) if any(line[name] not in _NOTHING for line in lines)
        )
        return Table(
            self.title, columns, tuple(tuple(line[name] for name in columns) for line in lines), self.first_to_go
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found: a first line, its sections, the citation, and commands that go on from here.

    `facts` stand beside the sections in JSON; `main` names the section that CSV holds unless another is asked for.
    """

    head: str
    sections: tuple[Section, ...]
    main: str
    citation: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    following: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """How a report leaves: its format, the section asked for (all, if none) and the decimals of what is shown."""

    name: str
    section: str | None = None
    decimals: int | None = 2


def form_options(command: Command) -> Command:
    """The options --format, --section and --decimals of commands that report."""
    for option in (
        click.option("--decimals", type=click.IntRange(0, 9), default=2, show_default=True,
                     help="Decimals of what is shown; CSV and JSON hold all."),
        click.option("--section", metavar="NAME", help="Only this section; CSV holds one alone."),
        click.option("--format", "format_name", type=click.Choice(FORMS), default="table", show_default=True),
    ):  # fmt: skip
        command = option(command)
    return command


def echo_report(report: Report, form: Form) -> None:
    """Print the report. Raises CchcError when it has no section of the name asked for."""
    chosen = _chosen(report, form)
    if form.name == "json":
        content = {section.name: [dict(row) for row in section.rows] for section in chosen}
        echo_json({**report.facts, **content, "citation": report.citation})
    elif form.name == "csv":
        rows = chosen[0].rows
        echo_csv(list(rows[0]) if rows else [], [[list(row.values()) for row in rows]])
    elif form.name == "table":
        _echo_text(report, chosen, form)
    else:
        sys.stdout.write(_paper(report, chosen, form))


def _chosen(report: Report, form: Form) -> tuple[Section, ...]:
    by_name = {section.name: section for section in report.sections}
    if form.section is None:
        return (by_name[report.main],) if form.name == "csv" else report.sections
    if form.section not in by_name:
        near = nearest(form.section, by_name)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(by_name)}."
        raise CchcError(f"There is no section {form.section} here; {hint}")
    return (by_name[form.section],)


def _echo_text(report: Report, sections: Sequence[Section], form: Form) -> None:
    on_terminal = sys.stdout.isatty()
    click.secho(printable(report.head), bold=on_terminal)
    click.echo()
    for section in sections:
        if not section.rows:
            click.echo(f"{printable(section.title)}: none.")
        elif on_terminal:
            echo_on_terminal(section.table, form.decimals)
        else:
            click.echo("\n".join(plain_lines(section.table, form.decimals)))
        for note in section.notes:
            click.echo(printable(note))
        click.echo()
    click.echo(printable(report.citation))
    if report.following:
        click.echo("Next:")
    for command in report.following:
        click.echo(f"  {printable(command)}")


def _paper(report: Report, sections: Sequence[Section], form: Form) -> str:
    """The sections that hold something, in Markdown or LaTeX, each with its notes, and the citation."""
    is_latex = form.name == "latex"
    escaped = latex_text if is_latex else markdown_text
    blocks = [[_LATEX_HEAD] if is_latex else [f"# {escaped(report.head)}"]]
    for section in sections:
        if section.rows:
            blocks.append((latex_lines if is_latex else markdown_lines)(section.table, form.decimals))
            blocks.extend([escaped(note)] for note in section.notes)
    blocks.append([escaped(report.citation)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def whole(value: Any) -> Any:
    """A number that is whole without its decimals, such as a maximum of 10; all else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def told_once(lines: Sequence[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """The lines without those of the columns `names` that say the same in every one; the title says it."""
    same = {name for name in names if len({str(line[name]) for line in lines}) == 1}
    return [{name: value for name, value in line.items() if name not in same} for line in lines]
