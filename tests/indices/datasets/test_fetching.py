"""Data sets come whole, checked and once; what goes wrong is one sentence and changes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from indices.datasets.download import DownloadError
from indices.datasets.listed import RemoteFile, listed_datasets
from indices.datasets.store import fetch_dataset
from indices.reference import DATA
from tests.indices.datasets.shop import PAR, shop


@pytest.fixture
def offered():
    with shop({"data/par.csv": PAR}) as server:
        yield server


@pytest.fixture
def dataset(offered):
    listed = listed_datasets(DATA)["vn-par-master"]
    return replace(listed, base=offered.base, files=(RemoteFile("data/par.csv"),))


def test_every_listed_data_set_is_of_an_index_and_has_an_address():
    listed = listed_datasets(DATA)
    assert {item.index for item in listed.values()} == {"PAPI", "PAR", "SIPAS"}
    assert all(item.base.startswith("https://huggingface.co/") for item in listed.values())
    assert all(item.files or item.listing for item in listed.values())


def test_a_file_arrives_whole_and_is_not_fetched_twice(offered, dataset, tmp_path):
    told = []
    watch = lambda name: lambda done, total: told.append((name, done, total))  # noqa: E731
    (first,) = fetch_dataset(dataset, tmp_path, progress=watch)
    assert first.is_new and first.path.read_bytes() == PAR
    assert told[-1] == ("data/par.csv", len(PAR), len(PAR))
    (again,) = fetch_dataset(dataset, tmp_path)
    assert not again.is_new and "if-none-match" in offered.asked[-1][1]
    assert not list(tmp_path.rglob("*.part*"))


def test_an_interrupted_transfer_continues_where_it_broke_off(offered, dataset, tmp_path):
    offered.break_after = 100
    with pytest.raises(DownloadError, match=r"^The transfer of par.csv was interrupted; fetch it"):
        fetch_dataset(dataset, tmp_path)
    assert not (tmp_path / "data" / "par.csv").exists()
    offered.break_after = None
    (file,) = fetch_dataset(dataset, tmp_path)
    assert file.path.read_bytes() == PAR
    assert offered.asked[-1][1]["range"] == "bytes=100-"


def test_a_file_that_changed_meanwhile_is_fetched_from_its_beginning(offered, dataset, tmp_path):
    offered.break_after = 100
    with pytest.raises(DownloadError):
        fetch_dataset(dataset, tmp_path)
    offered.break_after, offered.files["data/par.csv"] = None, PAR[::-1]
    (file,) = fetch_dataset(dataset, tmp_path)
    assert file.path.read_bytes() == PAR[::-1]


def test_a_wrong_checksum_is_refused_and_the_old_file_stays(offered, dataset, tmp_path):
    right = replace(dataset, files=(RemoteFile("data/par.csv", hashlib.sha256(PAR).hexdigest()),))
    (file,) = fetch_dataset(right, tmp_path)
    offered.files["data/par.csv"] = PAR + b"2013,province,01,x,1,1,63,,\n"
    with pytest.raises(DownloadError, match="has another checksum than expected"):
        fetch_dataset(right, tmp_path)
    assert file.path.read_bytes() == PAR


def test_a_file_that_changed_since_its_first_fetch_waits_for_a_word(offered, dataset, tmp_path):
    fetch_dataset(dataset, tmp_path)
    offered.files["data/par.csv"] = longer = PAR + b"2013,province,01,x,1,1,63,,\n"
    with pytest.raises(DownloadError, match="--renew"):
        fetch_dataset(dataset, tmp_path)
    assert (tmp_path / "data" / "par.csv").read_bytes() == PAR
    (file,) = fetch_dataset(dataset, tmp_path, renew=True)
    assert file.is_new and file.path.read_bytes() == longer


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/csv"])
def test_a_web_page_is_no_table(offered, dataset, tmp_path, kind):
    offered.files["data/par.csv"], offered.kind = b"<!DOCTYPE html><p>Sign in", kind
    with pytest.raises(DownloadError, match="web page"):
        fetch_dataset(dataset, tmp_path)
    assert not list(tmp_path.rglob("par.csv"))


@pytest.mark.parametrize(
    ("status", "sentence"), [(404, "was not found"), (403, "answers 403"), (500, "answers 500")]
)
def test_a_refusal_is_one_sentence(offered, dataset, tmp_path, status, sentence):
    offered.status = status
    with pytest.raises(DownloadError, match=sentence):
        fetch_dataset(dataset, tmp_path)


def test_offline_is_one_sentence(dataset, tmp_path):
    gone = replace(dataset, base="http://127.0.0.1:9/")
    with pytest.raises(DownloadError, match=r"^127.0.0.1 cannot be reached; check the connection"):
        fetch_dataset(gone, tmp_path)


def test_a_file_that_is_too_large_is_not_fetched(offered, dataset, tmp_path, monkeypatch):
    from indices.datasets import download

    monkeypatch.setattr(download, "MOST_BYTES", 50)
    with pytest.raises(DownloadError, match="is larger than"):
        fetch_dataset(dataset, tmp_path)


@pytest.mark.parametrize("path", ["../x.csv", "/etc/x.csv", "a/../../x.csv", "a\\x.csv", "c:x.csv"])
def test_no_file_leaves_the_folder(offered, dataset, tmp_path, path):
    offered.files[path] = PAR
    with pytest.raises(DownloadError, match="no path within a data set"):
        fetch_dataset(replace(dataset, files=(RemoteFile(path),)), tmp_path)


def test_a_data_set_without_files_is_asked_for_its_tables(offered, dataset, tmp_path):
    asking = replace(dataset, files=(), listing=f"{offered.base}listing")
    assert [file.name for file in fetch_dataset(asking, tmp_path)] == ["data/par.csv"]
    with pytest.raises(DownloadError, match="lists no tables"):
        fetch_dataset(replace(asking, listing=""), tmp_path)
