"""Set-up step: the cartesian plotly.js bundle, a third of the full one, fetched through npm.

`python -m layouts.bundle` puts it into layouts/assets/vendor/, where Dash serves it before its own
copy. Without npm, or when anything goes wrong, the full bundle out of the plotly package serves:
slower to fetch, nothing else changes.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from plotly.offline import get_plotlyjs_version

VENDOR = Path(__file__).parent / "assets" / "vendor"
_PACKAGE = "plotly.js-cartesian-dist-min"
_MEMBER = "package/plotly-cartesian.min.js"
_SECONDS = 60


class NoBundle(RuntimeError):
    """Why there is no cartesian bundle; the text is half a sentence."""


def bundle_path() -> Path:
    """Where the bundle of the version that plotly.py expects belongs."""
    return VENDOR / f"plotly-cartesian-{get_plotlyjs_version()}.min.js"


def fetch() -> Path:
    """Put the matching bundle in place, remove those of other versions and return its path.

    Raises:
        NoBundle: npm is missing or failed, or delivered another version.
    """
    wanted = bundle_path()
    if not wanted.exists():
        script = _packed(get_plotlyjs_version())
        VENDOR.mkdir(parents=True, exist_ok=True)
        draft = wanted.with_suffix(".part")
        draft.write_bytes(script)
        draft.replace(wanted)
    for other in set(VENDOR.glob("plotly-*.js")) - {wanted}:
        other.unlink()
    return wanted


def _packed(version: str) -> bytes:
    """The script out of the npm package of that version."""
    npm = shutil.which("npm")
    if npm is None:
        raise NoBundle("npm is not installed")
    command = [npm, "pack", "--silent", "--fetch-retries=1", f"{_PACKAGE}@{version}"]
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_SECONDS)
            archive = next(Path(folder).glob("*.tgz")).read_bytes()
            with tarfile.open(fileobj=io.BytesIO(archive)) as package:
                member = package.extractfile(_MEMBER)
                script = member.read() if member else b""
        except (OSError, subprocess.SubprocessError, StopIteration, tarfile.TarError, KeyError):
            raise NoBundle(f"npm could not deliver {_PACKAGE} {version}") from None
    if f"v{version}".encode() not in script[:200]:
        raise NoBundle(f"npm delivered another version than {version}")
    return script


def main() -> None:
    """Fetch the bundle, or say in one sentence that the full one serves."""
    try:
        print(f"Charts are drawn by {fetch().name}.")
    except NoBundle as reason:
        print(f"Charts are drawn by the full plotly bundle (4.8 MB), because {reason}.")


if __name__ == "__main__":
    main()
