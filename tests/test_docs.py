"""The README is true: its numbers, commands, addresses, rooms and settings are the product's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indices.__main__ import main
from indices.settings import Settings
from tests.benchmarks.crowd import GUNICORN

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def known_totals(reader):
    """(index, year) -> how many scores and ranks of totals are known."""
    coverage = reader.coverage()
    totals = coverage[coverage["indicator"] == "total"]
    keys = zip(totals["index"], totals["year"], strict=True)
    return dict(zip(keys, zip(totals["n_scores"], totals["n_ranks"], strict=True), strict=True))


def printed_totals():
    """The same out of the table in the README."""
    printed = {}
    for line in re.findall(r"^\| 20\d\d .*$", README, re.MULTILINE):
        year, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        for place, index in enumerate(("PAR", "SIPAS", "PAPI", "PCI")):
            scores, ranks = cells[2 * place : 2 * place + 2]
            if scores:
                printed[index, int(year)] = (int(scores), int(ranks))
    return printed


def test_coverage_table_is_true(reader):
    assert printed_totals() == known_totals(reader)


@pytest.mark.parametrize("address", sorted(set(re.findall(r"`(/api/v1/[^`]+)`", README))))
def test_every_address_of_the_readme_answers(client, address):
    answer = client.get(address)
    assert answer.status_code == 200 and answer.get_json()["count"] > 0


@pytest.mark.parametrize("command", sorted(set(re.findall(r"python -m indices (\w+)", README))))
def test_every_command_of_the_readme_exists(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0 and command in capsys.readouterr().out


@pytest.mark.parametrize("target", ["run", "test", "check", "bench"])
def test_make_has_what_the_readme_names(target):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"make {target}" in README and re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_serving_command_is_the_measured_one():
    assert "gunicorn app:server" in README and " ".join(GUNICORN) in README


def test_every_room_and_picture_exists():
    rooms = re.findall(r"^\| `([\w./]+)`", README, re.MULTILINE)
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert {"data/", "indices/", "layouts/", "tests/"} <= set(rooms) and pictures
    missing = [path for path in (*rooms, *pictures) if "/" in path and not path.startswith("/api")]
    assert [path for path in missing if not (ROOT / path).exists()] == []


def test_settings_of_the_readme_are_the_defaults():
    printed = dict(re.findall(r"^\| `([A-Z_]+)` \| `([^`]+)`", README, re.MULTILINE))
    defaults = Settings(database_url="sqlite:///data/build/indices.db")
    assert printed == {
        "DATABASE_URL": defaults.database_url,
        "REGISTER": defaults.register.relative_to(ROOT).as_posix(),
        "HOST": defaults.host,
        "PORT": str(defaults.port),
        "LANGUAGE": defaults.language,
    }
