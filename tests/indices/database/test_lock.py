from __future__ import annotations

import subprocess
import sys

import pytest

from indices.database.errors import DatabaseUnavailable
from indices.database.lock import writing

HOLD = """
import sys
from indices.database.lock import writing
with writing(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def url(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'new' / 'a.db'}"


def test_the_second_writer_gets_a_sentence_and_a_killed_one_locks_nothing(url):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseUnavailable, match="Another load or import"), writing(url):
            pass
        holder.kill()
    with writing(url):
        pass


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    url = f"sqlite:///{tmp_path / 'file' / 'a.db'}"
    with pytest.raises(DatabaseUnavailable, match="may not be written"), writing(url):
        pass
