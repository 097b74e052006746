from __future__ import annotations

import pytest

from indices.settings import ROOT, Settings, SettingsError, absolute_url, read_settings


def test_without_variables_everything_has_its_default():
    expected = Settings(f"sqlite:///{ROOT}/data/build/indices.db", "127.0.0.1", 8050, "vi")
    assert read_settings({}) == read_settings({"PORT": "", "HOST": "", "LANGUAGE": ""}) == expected


def test_variables_are_read():
    given = {"DATABASE_URL": "sqlite:////x/a.db", "HOST": "0.0.0.0", "PORT": "80", "LANGUAGE": "en"}
    assert read_settings(given) == Settings("sqlite:////x/a.db", "0.0.0.0", 80, "en")


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8050.0", "²"])
def test_a_port_is_a_number(port):
    with pytest.raises(SettingsError, match="PORT"):
        read_settings({"PORT": port})


@pytest.mark.parametrize(
    ("language", "chosen"),
    [("en_US.UTF-8", "en"), ("vi_VN", "vi"), ("de:en:vi", "en"), ("C", "vi"), ("fr", "vi")],
)
def test_a_list_of_locales_chooses_a_language(language, chosen):
    assert read_settings({"LANGUAGE": language}).language == chosen


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///a/b.db", f"sqlite:///{ROOT}/a/b.db"),
        ("sqlite:////a/b.db?timeout=1", "sqlite:////a/b.db?timeout=1"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("sqlite://", "sqlite://"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
    ],
)
def test_relative_files_are_those_of_the_project(url, expected):
    assert absolute_url(url) == expected
