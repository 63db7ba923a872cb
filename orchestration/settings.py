"""The one configuration of an installation: where its data stand, whom to write to, how much a night may ask.

Belongs here: the keys of `cchc.toml`, their defaults and bounds, and the environment's word over the file's.
Does not belong here: taking keys out of the file (`settings_file`), using what it says. Nothing heavy is imported:
every command reads it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast

from orchestration.errors import SettingsError
from orchestration.paths import PROJECT
from orchestration.settings_file import Keys, flag, lines, number, one_of, read_toml, text, whole

FILE_NAME = "cchc.toml"

CONFIG_VARIABLE = "CCHC_CONFIG"
DATA_VARIABLE = "CCHC_DATA"
CONTACT_VARIABLE = "CCHC_CONTACT"
ALERTS_VARIABLE = "CCHC_ALERTS"
EXPLORER_VARIABLE = "CCHC_EXPLORER"

When = Literal["news", "always"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSettings:
    """Where the message of a night goes: `urls` as apprise writes them; they hold passwords and are never shown.

    `when`: only where there is something to tell, or every night. `dry`: the message is logged and not sent.
    """

    urls: tuple[str, ...] = field(default=(), repr=False)
    when: When = "news"
    sender: str = "CCHC Warehouse"
    dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """What a night may ask of all live sources together.

    `delay_seconds` is the least pause between two requests to a host; a source or a robots.txt may ask for more.
    """

    delay_seconds: float = 5.0
    pages_a_night: int = 50_000
    megabytes_a_night: int = 20_000
    minutes_a_night: int = 300
    hosts_at_once: int = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class DagsterSettings:
    """Where Dagster's pages are served, and the folder of its instance (`dagster` of the data directory if None)."""

    host: str = "127.0.0.1"
    port: int = 3000
    home: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that an operator sets. `file` is where it was read, None where there is no configuration file. `explorer`:
    whether releases carry the explorer's pages.
    """

    file: Path | None
    data: Path
    contact: str | None = None
    alerts: AlertSettings = field(default_factory=AlertSettings)
    crawl: CrawlSettings = field(default_factory=CrawlSettings)
    dagster: DagsterSettings = field(default_factory=DagsterSettings)
    serve_port: int = 8765
    log_days: int = 90
    explorer: bool = True

    @property
    def dagster_home(self) -> Path:
        return self.dagster.home or self.data / "dagster"


def load_settings(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """The settings of the file that CCHC_CONFIG names, else of ./cchc.toml, else of cchc.toml in the data directory.

    CCHC_DATA, CCHC_CONTACT, CCHC_ALERTS (addresses with spaces between them) and CCHC_EXPLORER (`yes` or `no`) win over
    the file; of the first three, one that is set and empty counts too: there is no contact then, or nobody is told.

    Args:
        environment: the variables, those of this process if None.
        folder: what ./ means, the working directory if None.

    Raises:
        SettingsError: what is wrong, in which file and at which key.
    """
    given = os.environ if environment is None else environment
    here = Path.cwd() if folder is None else folder
    data = _path_of(given, DATA_VARIABLE, here)
    file, usual_data = _file(given, here, data)
    settings = Settings(file=None, data=usual_data) if file is None else _read(file, usual_data)
    contact, alerts = given.get(CONTACT_VARIABLE), given.get(ALERTS_VARIABLE)
    explorer = given.get(EXPLORER_VARIABLE)
    return replace(
        settings,
        data=data or settings.data,
        contact=settings.contact if contact is None else _contact(contact),
        alerts=settings.alerts if alerts is None else replace(settings.alerts, urls=tuple(alerts.split())),
        explorer=settings.explorer if explorer is None else _yes_or_no(EXPLORER_VARIABLE, explorer),
    )


def load_alerts(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> AlertSettings:
    """The channels alone, for telling that the settings cannot be used; none where they cannot be read themselves."""
    given = os.environ if environment is None else environment
    here = Path.cwd() if folder is None else folder
    try:
        file, _ = _file(given, here, _path_of(given, DATA_VARIABLE, here))
        alerts = AlertSettings() if file is None else _alerts(Keys(file, read_toml(file)).table("alerts"))
    except SettingsError:
        alerts = AlertSettings()
    named = given.get(ALERTS_VARIABLE)
    return alerts if named is None else replace(alerts, urls=tuple(named.split()))


def open_secrets(settings: Settings) -> str | None:
    """What is to be said of a configuration whose addresses others can read; None where they cannot or there are none.

    Addresses hold passwords.
    """
    file = settings.file
    if file is None or not settings.alerts.urls:
        return None
    try:
        can_be_read = bool(file.stat().st_mode & stat.S_IROTH)
    except OSError:
        return None
    return f"{file} names alert addresses and can be read by everybody: chmod o-r {file}." if can_be_read else None


def _file(given: Mapping[str, str], here: Path, data: Path | None) -> tuple[Path | None, Path]:
    """The configuration file, if there is one, and the data directory where that names none."""
    usual = PROJECT / "data"
    if (named := _path_of(given, CONFIG_VARIABLE, here)) is not None:
        return named, usual
    for file, beside in ((here / FILE_NAME, usual), ((data or usual) / FILE_NAME, data or usual)):
        if file.is_file():
            return file, beside
    return None, data or usual


def _path_of(given: Mapping[str, str], variable: str, here: Path) -> Path | None:
    named = given.get(variable)
    if named is None:
        return None
    try:
        return _path(text(named), here)
    except ValueError as error:
        raise SettingsError(f"{variable} must be {error}: name a path, or unset it.") from None


def _path(named: str, relative_to: Path) -> Path:
    try:
        return (relative_to / Path(named).expanduser()).resolve()
    except (RuntimeError, OSError):
        raise ValueError("a path that can be followed (no such user, or links that lead in a circle)") from None


def _path_from(base: Path) -> Callable[[Any], Path]:
    """A path of the file, relative to its folder."""

    def read(value: Any) -> Path:
        return _path(text(value), base)

    return read


def _contact(given: str) -> str | None:
    try:
        return text(given) if given else None
    except ValueError as error:
        raise SettingsError(f"{CONTACT_VARIABLE} must be {error}, such as an e-mail address.") from None


def _read(file: Path, usual_data: Path) -> Settings:
    keys = Keys(file, read_toml(file))
    base = file.parent.resolve()
    data = keys.take("data", _path_from(base), None)
    settings = Settings(
        file=file,
        data=usual_data if data is None else data,
        contact=keys.take("contact", text, None),
        alerts=_alerts(keys.table("alerts")),
        crawl=_crawl(keys.table("crawl")),
        dagster=_dagster(keys.table("dagster"), base),
        serve_port=_one_key(keys.table("serve"), "port", 8765, 0, 65_535),
        log_days=_one_key(keys.table("logs"), "keep_days", 90, 1, 36_500),
        explorer=_explorer(keys.table("release")),
    )
    keys.finish()
    return settings


def _alerts(keys: Keys) -> AlertSettings:
    usual = AlertSettings()
    alerts = AlertSettings(
        urls=keys.take("urls", lines, ()),
        when=cast(When, keys.take("when", one_of("news", "always"), usual.when)),
        sender=keys.take("sender", text, usual.sender),
        dry=keys.take("dry", flag, usual.dry),
    )
    keys.finish()
    return alerts


def _crawl(keys: Keys) -> CrawlSettings:
    usual = CrawlSettings()
    crawl = CrawlSettings(
        delay_seconds=keys.take("delay_seconds", number(1.0, 3600.0), usual.delay_seconds),
        pages_a_night=keys.take("pages_a_night", whole(1, 10_000_000), usual.pages_a_night),
        megabytes_a_night=keys.take("megabytes_a_night", whole(1, 10_000_000), usual.megabytes_a_night),
        minutes_a_night=keys.take("minutes_a_night", whole(1, 1_440), usual.minutes_a_night),
        hosts_at_once=keys.take("hosts_at_once", whole(1, 256), usual.hosts_at_once),
    )
    keys.finish()
    return crawl


def _dagster(keys: Keys, base: Path) -> DagsterSettings:
    usual = DagsterSettings()
    dagster = DagsterSettings(
        host=keys.take("host", text, usual.host),
        port=keys.take("port", whole(1, 65_535), usual.port),
        home=keys.take("home", _path_from(base), None),
    )
    keys.finish()
    return dagster


def _yes_or_no(variable: str, value: str) -> bool:
    if value not in ("yes", "no"):
        raise SettingsError(f"{variable} must be yes or no, not {value!r}: set it to one of them, or unset it.")
    return value == "yes"


def _explorer(keys: Keys) -> bool:
    explorer = keys.take("explorer", flag, True)
    keys.finish()
    return explorer


def _one_key(keys: Keys, name: str, usual: int, low: int, high: int) -> int:
    value = keys.take(name, whole(low, high), usual)
    keys.finish()
    return value
