"""The units, the container file and the page on deploying name what is there: commands, paths, keys."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from cchc.main import cli
from orchestration.left_behind import CURRENT_NAME
from orchestration.paths import PROJECT, DataPaths
from orchestration.schedule import nightly_schedule

UNITS = sorted((PROJECT / "deploy" / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
PAGE = PROJECT / "docs" / "deploy.md"
CONTAINER = PROJECT / "deploy" / "Containerfile"


def section(path: Path, name: str) -> configparser.SectionProxy:
    unit = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(path, "utf-8")
    return unit[name]


def is_command(words: list[str]) -> bool:
    """Whether words after `cchc` name a command, its sub-command where it has some, and options that it knows."""
    with click.Context(cli) as context:
        found: click.Command | None = cli
        while isinstance(found, click.Group):
            if not words:
                return False
            found, *words = found.get_command(context, words[0]), *words[1:]
    if found is None:
        return False
    known = {option for each in found.params for option in each.opts}
    return found.name == "dagster" or {word for word in words if word.startswith("--")} <= known


def commands_of(text: str) -> Iterator[list[str]]:
    """The words after `cchc`, of every command in code; in `podman run` they follow the image's name."""
    for code in re.findall(r"```bash\n(.*?)```|`([^`\n]+)`", text, re.DOTALL):
        for line in "".join(code).replace("\\\n", " ").splitlines():
            form = r"podman run .* cchc (.+)" if line.startswith("podman run") else r"(?:^|.*/bin/)cchc (.+)"
            if match := re.match(form, line):
                yield shlex.split(match[1], comments=True)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_starts_a_command_of_ours_and_may_write_its_data_alone(path: Path) -> None:
    service = section(path, "Service")
    program, *words = shlex.split(service["ExecStart"])
    assert program == "/opt/cchc/.venv/bin/cchc" and is_command(words)
    scripts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert Path(program).name in scripts
    assert service["ReadWritePaths"] == "/var/lib/cchc -/opt/cchc/dbt_project/target"
    assert (PROJECT / "dbt_project" / "dbt_project.yml").is_file()
    assert service["User"] == "cchc" and service["CapabilityBoundingSet"] == ""
    for name in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "RestrictNamespaces"):
        assert service[name] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert section(path, "Unit")["Documentation"] == f"file:///opt/cchc/{PAGE.relative_to(PROJECT)}"


def test_the_timer_starts_its_service_when_dagster_s_schedule_would() -> None:
    timer = next(path for path in UNITS if path.name == "cchc-nightly.timer")
    assert timer.with_suffix(".service") in SERVICES
    minute, hour, *_ = str(nightly_schedule.cron_schedule).split()
    assert (
        section(timer, "Timer")["OnCalendar"]
        == f"*-*-* {hour:0>2}:{minute:0>2}:00 {nightly_schedule.execution_timezone}"
    )


def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not on this machine")
    for path in UNITS:
        text = path.read_text("utf-8").replace("/opt/cchc/.venv/bin/cchc", sys.executable)
        (tmp_path / path.name).write_text(text, "utf-8")
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_commands_of_the_page_are_commands() -> None:
    found = list(commands_of(PAGE.read_text("utf-8")))
    assert [words for words in found if not is_command(words)] == []
    assert {"run", "status", "alert", "dagster", "archive"} <= {words[0] for words in found}


def test_the_page_names_files_units_and_targets_that_are_there() -> None:
    text = PAGE.read_text("utf-8")
    for name in set(re.findall(r"cchc-[a-z-]+\.(?:service|timer)", text)):
        assert (PROJECT / "deploy" / "systemd" / name).is_file(), name
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    assert "make -C /opt/cchc .venv/ready" in text and "$(VENV)/ready:" in makefile and "VENV := .venv" in makefile
    assert "cchc.example.toml" in text and (PROJECT / "cchc.example.toml").is_file()


def test_the_image_is_built_of_files_that_are_there_and_of_no_data() -> None:
    text = CONTAINER.read_text("utf-8")
    assert re.search(r"^USER cchc$", text, re.MULTILINE) and "://" not in text
    base = re.search(r"^ARG BASE=(\S+)$", text, re.MULTILINE)
    assert base is not None and "/" not in base[1]
    for name in re.findall(r"^COPY (?!--from)(\S+) ", text, re.MULTILINE):
        assert (PROJECT / name).exists(), name
    entry = re.search(r"^CMD \[(.*)\]$", text, re.MULTILINE)
    assert entry is not None and is_command([word.strip(' "') for word in entry[1].split(",")])
    left_out = (PROJECT / ".dockerignore").read_text("utf-8").splitlines()
    assert {".*", "data/*", "!data/figures", "cchc.toml"} <= set(left_out)
    packages = (PROJECT / ".ci" / "run").read_text("utf-8")
    for name in ("tesseract-ocr-vie", "antiword", "catdoc"):
        assert name in text and name in packages


def test_a_night_that_was_killed_or_cut_off_by_a_power_cut_is_gone_on_with_and_a_failed_one_is_not() -> None:
    folder = PROJECT / "deploy" / "systemd"
    nightly = folder / "cchc-nightly.service"
    service, unit = section(nightly, "Service"), section(nightly, "Unit")
    assert service["Restart"] == "on-abnormal" and shlex.split(service["ExecStart"])[1:] == ["run", "--nightly"]
    retries = yaml.safe_load((PROJECT / "dagster.yaml").read_text("utf-8"))["run_retries"]
    assert retries["enabled"] and retries["retry_on_asset_or_op_failure"] is False
    assert int(unit["StartLimitBurst"]) == 1 + retries["max_retries"], "both ways try as often"
    resume = folder / "cchc-resume.timer"
    assert section(resume, "Timer")["Unit"] == nightly.name
    left = DataPaths(Path("/var/lib/cchc")).runs / CURRENT_NAME
    assert section(resume, "Unit")["ConditionPathExists"] == str(left)
