"""The small plotly bundle is the one plotly.py expects, or the full one serves."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

from layouts import bundle


@pytest.fixture
def vendor(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(bundle.shutil, "which", lambda name: f"/bin/{name}")
    return tmp_path / "vendor"


def npm_delivers(monkeypatch, version):
    """Let `npm pack` leave a package of that version in its folder."""

    def pack(command, cwd, **_):
        script = f"/**\n* plotly.js (cartesian - minified) v{version}\n*/".encode()
        with tarfile.open(Path(cwd, "package.tgz"), "w:gz") as package:
            member = tarfile.TarInfo("package/plotly-cartesian.min.js")
            member.size = len(script)
            package.addfile(member, io.BytesIO(script))

    monkeypatch.setattr(bundle.subprocess, "run", pack)


def test_the_matching_bundle_replaces_an_older_one(vendor, monkeypatch):
    vendor.mkdir()
    (vendor / "plotly-cartesian-1.0.0.min.js").touch()
    npm_delivers(monkeypatch, get_plotlyjs_version())
    fetched = bundle.fetch()
    assert list(vendor.iterdir()) == [fetched] and get_plotlyjs_version() in fetched.name


def test_a_bundle_in_place_is_not_fetched_again(vendor, monkeypatch):
    npm_delivers(monkeypatch, get_plotlyjs_version())
    bundle.fetch()
    monkeypatch.setattr(bundle.subprocess, "run", None)
    assert bundle.fetch().exists()


def test_another_version_is_refused(vendor, monkeypatch):
    npm_delivers(monkeypatch, "3.0.0")
    with pytest.raises(bundle.NoBundle, match="another version"):
        bundle.fetch()
    assert not vendor.exists()


FAULTS = [
    OSError(),
    subprocess.CalledProcessError(1, "npm"),
    subprocess.TimeoutExpired("npm", 1),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_without_npm_the_full_bundle_serves(vendor, monkeypatch, capsys, fault):
    def fail(*_, **__):
        raise fault

    monkeypatch.setattr(bundle.subprocess, "run", fail)
    bundle.main()
    assert "full plotly bundle" in capsys.readouterr().out and not vendor.exists()
