"""A data set of several files: each becomes a file of the desk, read by itself."""

from __future__ import annotations

import pytest

from indices.build import Refused
from indices.datasets.listed import DataSet
from indices.datasets.store import LocalFile
from indices.desk import deeds
from indices.desk.uploads import Desk
from indices.settings import Settings
from tests.indices.datasets.shop import PAPI

ABOUT = ("three", "PAPI", "Ai đó", "Ba tệp", "https://example.org", "2024", "dataset", "", "", ())
FILES = {"a.csv": PAPI, "b.csv": PAPI.replace(b"2024", b"2023"), "legend.csv": b"x,y\n1,2\n",
         "c.csv": b"%PDF"}  # fmt: skip


@pytest.fixture
def fetched(tmp_path, monkeypatch):
    """`fetched("a.csv", …)` -> the uploads that a data set of such files becomes, and the work."""
    settings = Settings(database_url="sqlite:///unused.db", register=tmp_path / "register")

    def run(*names):
        files = []
        for name in names:
            (tmp_path / name).write_bytes(FILES[name])
            files.append(LocalFile(name, tmp_path / name, True))
        begun = []
        monkeypatch.setattr(deeds, "listed_datasets", lambda _: {"three": DataSet(*ABOUT)})
        monkeypatch.setattr(deeds, "fetch_dataset", lambda *_: files)
        monkeypatch.setattr(deeds, "start", lambda upload, deed, _: begun.append(upload))
        monkeypatch.setattr(deeds, "read", lambda upload, _: begun.append(upload))
        deeds.fetch(Desk(settings.register).expect("three", "Lan"), settings)
        return begun

    return run


def test_every_file_with_figures_is_read_and_knows_the_others(fetched):
    begun = fetched("a.csv", "legend.csv", "b.csv", "c.csv")
    notes = {upload.note().name: upload.note() for upload in begun}
    assert set(notes) == {"three/a.csv", "three/b.csv", "three/c.csv"}
    assert set(notes["three/a.csv"].beside.values()) == {"three/b.csv", "three/c.csv"}
    for upload in begun:
        assert upload.file.read_bytes() == FILES[upload.note().name.removeprefix("three/")]
        assert upload.note().source["publisher"] == "Ai đó" and upload.note().who == "Lan"


def test_a_data_set_without_figures_is_refused(fetched):
    with pytest.raises(Refused, match="three holds no figures"):
        fetched("legend.csv")
