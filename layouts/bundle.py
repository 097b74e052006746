"""Set-up step: two scripts fetched through npm that take the place of larger ones of Dash.

`python -m layouts.bundle` puts them into layouts/assets/vendor/. The cartesian plotly.js bundle is
a third of the full one. regenerator-runtime is all that Dash needs of its polyfills of 2019, which
put slow copies of trim, parseInt and regular expressions into every browser: plotly uses these for
each colour it sets. Without npm, or when anything goes wrong, Dash's own scripts serve: slower to
fetch and to draw, nothing else changes.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).parent / "assets" / "vendor"
_SECONDS = 60


class NoBundle(RuntimeError):
    """Why a script could not be fetched; the text is half a sentence."""


@dataclass(frozen=True)
class Script:
    """A script in an npm package; `name` is the start of its file's name, `end` the rest."""

    package: str
    member: str
    version: str
    name: str
    end: str

    @property
    def path(self) -> Path:
        """Where the script of this version belongs."""
        return VENDOR / f"{self.name}-{self.version}{self.end}"


RUNTIME = Script("regenerator-runtime", "runtime.js", "0.14.1", "regenerator-runtime", ".js")


def plotly_script() -> Script:
    """The plotly.js bundle of the version that plotly.py expects."""
    from plotly.offline import get_plotlyjs_version

    member, version = "plotly-cartesian.min.js", get_plotlyjs_version()
    return Script("plotly.js-cartesian-dist-min", member, version, "plotly-cartesian", ".min.js")


def fetch(script: Script) -> Path:
    """Put a script in place, remove those of other versions and return its path.

    Raises:
        NoBundle: npm is missing or failed, or delivered another version.
    """
    wanted = script.path
    if not wanted.exists():
        text = _packed(script)
        VENDOR.mkdir(parents=True, exist_ok=True)
        draft = wanted.with_suffix(".part")
        draft.write_bytes(text)
        draft.replace(wanted)
    for other in set(VENDOR.glob(f"{script.name}-*.js")) - {wanted}:
        other.unlink()
    return wanted


def _packed(script: Script) -> bytes:
    """The script out of the npm package of its version."""
    npm = shutil.which("npm")
    if npm is None:
        raise NoBundle("npm is not installed")
    wanted = f"{script.package}@{script.version}"
    command = [npm, "pack", "--silent", "--fetch-retries=1", wanted]
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_SECONDS)
            archive = next(Path(folder).glob("*.tgz")).read_bytes()
            version = json.loads(_member(archive, "package.json"))["version"]
            text = _member(archive, script.member)
        except (OSError, subprocess.SubprocessError, StopIteration, tarfile.TarError, KeyError):
            raise NoBundle(f"npm could not deliver {wanted}") from None
    if version != script.version:
        raise NoBundle(f"npm delivered another version than {wanted}")
    return text


def _member(archive: bytes, name: str) -> bytes:
    """A file of an npm package; KeyError where it has none of that name."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as package:
        member = package.extractfile(f"package/{name}")
        return member.read() if member else b""


def main() -> None:
    """Fetch both scripts, or say in one sentence which of Dash's own serves."""
    for script, own in ((plotly_script(), "the full plotly bundle"), (RUNTIME, "all polyfills")):
        try:
            print(f"The browser gets {fetch(script).name}.")
        except NoBundle as reason:
            print(f"The browser gets {own} of Dash, because {reason}.")


if __name__ == "__main__":
    main()
