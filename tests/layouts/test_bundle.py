"""The scripts of set-up are those that Dash and plotly.py expect, or Dash's own serve."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

from layouts import bundle

SCRIPTS = [bundle.plotly_script(), bundle.RUNTIME]


@pytest.fixture
def vendor(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(bundle.shutil, "which", lambda name: f"/bin/{name}")
    return tmp_path / "vendor"


def npm_delivers(monkeypatch, script, version):
    """Let `npm pack` leave a package of that version in its folder."""
    files = {"package.json": json.dumps({"version": version}), script.member: "drawn()"}

    def pack(command, cwd, **_):
        with tarfile.open(Path(cwd, "package.tgz"), "w:gz") as package:
            for name, text in files.items():
                member = tarfile.TarInfo(f"package/{name}")
                member.size = len(text)
                package.addfile(member, io.BytesIO(text.encode()))

    monkeypatch.setattr(bundle.subprocess, "run", pack)


def test_the_plotly_script_is_the_one_plotly_py_expects():
    assert get_plotlyjs_version() in bundle.plotly_script().path.name


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_the_matching_script_replaces_an_older_one(vendor, monkeypatch, script):
    vendor.mkdir()
    (vendor / f"{script.name}-1.0.0.min.js").touch()
    (vendor / "another-1.0.0.js").touch()
    npm_delivers(monkeypatch, script, script.version)
    fetched = bundle.fetch(script)
    assert set(vendor.iterdir()) == {fetched, vendor / "another-1.0.0.js"}
    assert fetched.read_text() == "drawn()"


def test_a_script_in_place_is_not_fetched_again(vendor, monkeypatch):
    npm_delivers(monkeypatch, bundle.RUNTIME, bundle.RUNTIME.version)
    bundle.fetch(bundle.RUNTIME)
    monkeypatch.setattr(bundle.subprocess, "run", None)
    assert bundle.fetch(bundle.RUNTIME).exists()


def test_another_version_is_refused(vendor, monkeypatch):
    npm_delivers(monkeypatch, bundle.RUNTIME, "3.0.0")
    with pytest.raises(bundle.NoBundle, match="another version"):
        bundle.fetch(bundle.RUNTIME)
    assert not vendor.exists()


FAULTS = [
    OSError(),
    subprocess.CalledProcessError(1, "npm"),
    subprocess.TimeoutExpired("npm", 1),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_without_npm_scripts_of_dash_serve(vendor, monkeypatch, capsys, fault):
    def fail(*_, **__):
        raise fault

    monkeypatch.setattr(bundle.subprocess, "run", fail)
    bundle.main()
    said = capsys.readouterr().out
    assert "full plotly bundle" in said and "polyfills" in said and not vendor.exists()
