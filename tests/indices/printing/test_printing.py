"""The printing room: one file for the same figures, few orders at once, failures in a sentence."""

from __future__ import annotations

import os
import time
from datetime import date

import pytest

from indices.printing import orders
from indices.printing.kinds import Order, make, version
from indices.printing.measures import approved_measures
from indices.printing.orders import Busy, Orders
from indices.register import records
from indices.register.store import Register
from indices.register.tours import approve, tour_record
from indices.settings import Settings

ON = date(2026, 5, 4)
ORDER = Order("workbook", "xlsx", 2023, "en", ON)


@pytest.fixture
def settings(tmp_path, database_url):
    return Settings(database_url=database_url, register=tmp_path / "register")


@pytest.fixture
def started(monkeypatch):
    """Folders for which a process would have been started."""
    found = []
    monkeypatch.setattr(orders, "launch", lambda module, folder, *_: found.append(folder))
    return found


@pytest.fixture
def register(tmp_path):
    kept = Register(tmp_path / "register")
    yield kept
    kept.close()


def a_measure(register, catalogue, approved):
    tour = tour_record(register, "Lan", catalogue, "2022-12-A").tour
    records.create(register, "Lan", "lesson", tour, {"what": "One counter for everything"})
    values = {"what": "=Digital files", "owner": "Home Affairs", "deadline": "2023-12-31",
              "status": "agreed", "legal_form": "plan"}  # fmt: skip
    measure = records.create(register, "Lan", "measure", tour, values)
    moved = {"measure": str(measure.record_id), "indicator": "PAPI:D8"}
    records.create(register, "Lan", "expectation", tour, moved)
    if approved:
        approve(register, "Chủ tịch", catalogue, tour)


def test_the_same_order_is_made_once_and_another_anew(settings, started):
    room = Orders(settings.register)
    first = room.placed(ORDER, "build 1", settings)
    assert room.placed(ORDER, "build 1", settings).folder == first.folder
    assert first.note().stage == "waiting"
    other = room.placed(ORDER, "build 2", settings)
    assert other.folder != first.folder
    assert started == [first.folder, other.folder]


def test_no_more_orders_are_taken_than_can_wait(settings, started, monkeypatch):
    monkeypatch.setattr(orders, "MOST_UNDER_WAY", 2)
    room = Orders(settings.register)
    for build in ("1", "2"):
        room.placed(ORDER, build, settings)
    with pytest.raises(Busy):
        room.placed(ORDER, "3", settings)
    assert room.placed(ORDER, "2", settings).note().stage == "waiting"


def test_only_the_newest_files_are_kept(settings, started, monkeypatch):
    monkeypatch.setattr(orders, "MOST_KEPT", 2)
    room = Orders(settings.register)
    made = []
    for place in range(4):
        one = room.placed(ORDER, str(place), settings)
        one.change(stage="ready")
        os.utime(one.folder, (1000 + place, 1000 + place))
        made.append(one)
    assert [one.folder.is_dir() for one in made] == [False, False, True, True]


def test_a_print_whose_process_died_has_failed(settings, started):
    one = Orders(settings.register).placed(ORDER, "1", settings)
    one.change(stage="making")
    long_ago = time.time() - 3600
    os.utime(one.folder / "note.json", (long_ago, long_ago))
    assert one.note().stage == "failed"


def test_a_process_makes_the_file_that_is_made_here(settings, reader, catalogue, register):
    seen = []
    one = Orders(settings.register).placed(ORDER, "1", settings)
    until = time.monotonic() + 60
    while (note := one.note()).stage in orders.UNDER_WAY and time.monotonic() < until:
        time.sleep(0.1)
    assert note.stage == "ready", (one.folder / "log.txt").read_text()
    here = make(ORDER, reader, catalogue, register, lambda *told: seen.append(told))
    assert one.file.read_bytes() == here
    assert [step for _, _, step in seen] == ["read", "write"]


def test_without_a_database_a_sentence_says_what_to_do(settings, tmp_path, monkeypatch):
    from indices.printing.__main__ import main

    monkeypatch.setattr(orders, "launch", lambda *_: None)
    one = Orders(settings.register).placed(ORDER, "1", settings)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    monkeypatch.setenv("REGISTER", str(settings.register))
    assert main(str(one.folder)) == 1
    note = one.note()
    assert note.stage == "failed" and "python -m indices load" in str(note.sentence)


@pytest.mark.parametrize("approved", [False, True])
def test_measures_are_those_of_approved_tours(register, catalogue, approved):
    a_measure(register, catalogue, approved)
    found = approved_measures(register, catalogue, "en", ON)
    assert [(one.what, one.status, one.overdue) for one in found] == [
        ("=Digital files", "agreed", True)
    ] * approved
    assert [one.indicators for one in found] == ["PAPI · E-governance"] * approved


def test_a_workbook_is_another_when_a_measure_is_approved(register, catalogue):
    report = Order("yearly", "docx", 2023, "en", ON)
    before = [version(one, "build", catalogue, register) for one in (ORDER, report)]
    a_measure(register, catalogue, approved=True)
    after = [version(one, "build", catalogue, register) for one in (ORDER, report)]
    assert after[0] != before[0] and after[1] == before[1]
