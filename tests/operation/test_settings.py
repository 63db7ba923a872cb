"""The configuration: its defaults, whose word wins, and one sentence for each mistake."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from orchestration.errors import SettingsError
from orchestration.paths import PROJECT, DataPaths
from orchestration.settings import Settings, load_alerts, load_settings, open_secrets

EXAMPLE = PROJECT / "cchc.example.toml"


def settings(folder: Path, text: str, **environment: str) -> Settings:
    (folder / "cchc.toml").write_text(text, encoding="utf-8")
    return load_settings(environment, folder)


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    usual = load_settings({}, tmp_path)
    assert usual == Settings(file=None, data=PROJECT / "data")
    assert usual.alerts.urls == () and usual.contact is None and usual.dagster.host == "127.0.0.1"


def test_the_example_shows_every_key_with_its_usual_value(tmp_path: Path) -> None:
    """Its lines are commented out; with the marks taken off it says what is so without it."""
    text = re.sub(r"^#(?=[a-z_]+ = |\[)", "", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    shown = settings(tmp_path, text)
    assert shown.data == Path("/var/lib/cchc") and shown.contact == "archive@example.org"
    assert len(shown.alerts.urls) == 2
    usual = Settings(file=None, data=PROJECT / "data")
    assert (shown.crawl, shown.dagster.port, shown.serve_port, shown.log_days, shown.alerts.when) == (
        usual.crawl, usual.dagster.port, usual.serve_port, usual.log_days, usual.alerts.when
    )  # fmt: skip
    assert shown.dagster_home == Path("/var/lib/cchc/dagster")
    assert settings(tmp_path, EXAMPLE.read_text("utf-8")) == Settings(
        file=tmp_path / "cchc.toml", data=PROJECT / "data"
    )


def test_the_environment_wins_over_the_file_and_the_named_file_over_the_others(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "cchc.toml").write_text('contact = "of-the-data-directory"', "utf-8")
    named = tmp_path / "named.toml"
    named.write_text('data = "there"\ncontact = "of-the-named"', "utf-8")
    beside = load_settings({"CCHC_DATA": "own"}, tmp_path)
    assert (beside.contact, beside.data) == ("of-the-data-directory", tmp_path / "own")
    assert settings(tmp_path, 'contact = "here"', CCHC_DATA="own").contact == "here"
    told = load_settings({"CCHC_CONFIG": "named.toml"}, tmp_path)
    assert (told.contact, told.data, told.file) == ("of-the-named", tmp_path / "there", named)
    last = load_settings(
        {"CCHC_CONFIG": str(named), "CCHC_DATA": "own", "CCHC_CONTACT": "mine", "CCHC_ALERTS": "json://a\n json://b"},
        tmp_path,
    )
    assert (last.contact, last.data, last.alerts.urls) == ("mine", tmp_path / "own", ("json://a", "json://b"))


def test_releases_have_pages_unless_the_file_or_the_environment_says_no(tmp_path: Path) -> None:
    without = "[release]\nexplorer = false"
    assert load_settings({}, tmp_path).explorer
    assert not settings(tmp_path, without).explorer
    assert settings(tmp_path, without, CCHC_EXPLORER="yes").explorer
    with pytest.raises(SettingsError, match="CCHC_EXPLORER must be yes or no, not 'maybe'"):
        settings(tmp_path, "", CCHC_EXPLORER="maybe")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contcat = 'a'", "the key contcat has no meaning"),
        ("[alerts]\nurl = ['s3cret']", "the key alerts.url has no meaning"),
        ("[alerts]\nurls = 's3cret'", "the key alerts.urls must be a list of texts"),
        ("[alerts]\nwhen = 's3cret'", "the key alerts.when must be one of news, always"),
        ("[crawl]\ndelay_seconds = 0", "the key crawl.delay_seconds must be a number from 1 to 3600"),
        ("[crawl]\npages_a_night = 1.5", "the key crawl.pages_a_night must be a whole number"),
        ("[dagster]\nport = true", "the key dagster.port must be a whole number"),
        ("alerts = 's3cret'", "the key alerts must be a table"),
        ("contact = \"a\\nX-Header: s3cret\"", "the key contact must be a text of one line"),
        ("s3cret", "is not TOML"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_that_names_file_and_key_and_no_value(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, text)
    told = str(caught.value)
    assert said in told and str(tmp_path / "cchc.toml") in told
    assert "s3cret" not in told and told.endswith(".") and "\n" not in told


def test_a_named_file_that_is_not_there_or_a_contact_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml cannot be read"):
        load_settings({"CCHC_CONFIG": "nowhere.toml"}, tmp_path)
    with pytest.raises(SettingsError, match="CCHC_CONTACT must be"):
        load_settings({"CCHC_CONTACT": "a\r\nb"}, tmp_path)


def test_the_data_directory_of_every_command_is_the_configured_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CCHC_DATA", raising=False)
    monkeypatch.setenv("CCHC_CONFIG", str(tmp_path / "cchc.toml"))
    settings(tmp_path, 'data = "warehouse"')
    assert DataPaths.from_environment().root == tmp_path / "warehouse"


def test_a_variable_that_is_set_and_empty_counts(tmp_path: Path) -> None:
    text = 'contact = "me"\n[alerts]\nurls = ["json://a"]\n'
    assert settings(tmp_path, text, CCHC_ALERTS="").alerts.urls == ()
    assert settings(tmp_path, text, CCHC_CONTACT="").contact is None
    for variable in ("CCHC_DATA", "CCHC_CONFIG"):
        with pytest.raises(SettingsError, match=f"{variable} must be a text of one line: name a path"):
            settings(tmp_path, text, **{variable: ""})


@pytest.mark.parametrize("named", ["~nobody-of-this-name/x", "a\0b"])
def test_a_path_that_cannot_be_is_one_sentence(tmp_path: Path, named: str) -> None:
    for variable in ("CCHC_DATA", "CCHC_CONFIG"):
        with pytest.raises(SettingsError, match=f"^{variable} must be a [^\n]+$"):
            load_settings({variable: named}, tmp_path)
    written = named.replace("\0", "\\u0000")
    for text, key in ((f'data = "{written}"', "data"), (f'[dagster]\nhome = "{written}"', r"dagster\.home")):
        with pytest.raises(SettingsError, match=f"the key {key} must be a [^\n]+$"):
            settings(tmp_path, text)


def test_addresses_that_everybody_can_read_are_told(tmp_path: Path) -> None:
    held = settings(tmp_path, '[alerts]\nurls = ["json://s3cret"]\n')
    (tmp_path / "cchc.toml").chmod(0o644)
    told = open_secrets(held)
    assert told is not None and f"chmod o-r {tmp_path / 'cchc.toml'}" in told and "s3cret" not in told
    (tmp_path / "cchc.toml").chmod(0o640)
    assert open_secrets(held) is None
    (tmp_path / "cchc.toml").chmod(0o644)
    assert open_secrets(settings(tmp_path, "")) is None, "there is nothing to hide"


def test_channels_are_known_where_another_key_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "cchc.toml").write_text('contcat = "a"\n[alerts]\nurls = ["json://a"]\n', "utf-8")
    assert load_alerts({}, tmp_path).urls == ("json://a",)
    assert load_alerts({"CCHC_ALERTS": "json://b"}, tmp_path).urls == ("json://b",)
    (tmp_path / "cchc.toml").write_text("[alerts]\nurls = 7\n", "utf-8")
    assert load_alerts({}, tmp_path).urls == ()
    assert load_alerts({"CCHC_CONFIG": "nowhere.toml", "CCHC_ALERTS": "json://b"}, tmp_path).urls == ("json://b",)
