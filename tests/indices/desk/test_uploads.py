from __future__ import annotations

import io
import os
import time

import pytest

from indices.build import Refused
from indices.desk import uploads
from indices.desk.uploads import Desk
from indices.desk.work import cancel


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "register")


def take(desk, content=b"a,b\n", name="PAPI 2015.xlsx"):
    return desk.take(io.BytesIO(content), name, "Lan")


def old(upload):
    """A note that was written long before a process could still be starting."""
    long_ago = time.time() - 3600
    os.utime(upload.folder / "note.json", (long_ago, long_ago))


def test_a_file_is_kept_as_received_and_found_by_its_token(desk):
    upload = take(desk)
    assert desk.find(upload.token).file.read_bytes() == b"a,b\n"
    assert (upload.note().name, upload.note().who) == ("PAPI 2015.xlsx", "Lan")


@pytest.mark.parametrize("token", ["", "..", "../..", "0" * 24, "x" * 24, "%00"])
def test_no_token_leads_out_of_the_desk(desk, token):
    take(desk)
    assert desk.find(token) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\y.csv", "y.csv"), ("a\x00\nb.csv", "ab.csv"),
     ("", "file"), ("t" * 500 + ".csv", "t" * 116 + ".csv")],
)  # fmt: skip
def test_a_name_is_shown_without_folders_and_control_signs(desk, name, shown):
    assert take(desk, name=name).note().name == shown


def test_an_empty_or_endless_file_is_refused_and_leaves_nothing(desk, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 3)
    for content in (b"", b"1234"):
        with pytest.raises(Refused):
            take(desk, content)
    assert list((desk.register / "desk").iterdir()) == []


def test_work_whose_process_died_has_failed(desk):
    upload = take(desk)
    upload.change(stage="storing", pid=1)
    assert upload.note().stage == "storing"
    old(upload)
    assert upload.note().stage == "failed"


def test_what_is_under_way_can_be_cancelled_once(desk):
    upload = take(desk)
    upload.change(stage="reading")
    assert cancel(upload) and upload.note().stage == "cancelled"
    assert not cancel(upload)


def test_a_file_that_nobody_touched_for_a_week_is_put_away(desk):
    upload = take(desk)
    week = time.time() - 8 * 24 * 3600
    os.utime(upload.folder, (week, week))
    take(desk)
    assert desk.find(upload.token) is None
