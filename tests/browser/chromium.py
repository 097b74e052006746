"""Find a Chromium to drive: an installed one, else playwright's own, else Debian's package.

`python -m tests.browser.chromium` prints its path, or says in one sentence that none can be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
# Nothing here may leave the machine, and root has no sandbox.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class NoBrowser(RuntimeError):
    """No Chromium is installed and none can be had; the text is the sentence."""


@lru_cache(maxsize=1)
def find() -> str:
    """Path of a Chromium, Chrome or Edge, installed now if it must be.

    Raises:
        NoBrowser: nothing worked.
    """
    found = _installed() or _playwright() or _debian()
    if found is None:
        raise NoBrowser(
            "The browser tests need Chrome, Chromium or Edge, and none is installed or can be "
            "installed from here; install one and run the tests again."
        )
    return found


def _installed() -> str | None:
    named = (shutil.which(name) for name in NAMES)
    placed = (path for path in map(os.path.expandvars, PLACES) if Path(path).is_file())
    return next((path for path in (*named, *placed) if path), None)


def _playwright() -> str | None:
    """Playwright's own Chromium, downloaded when it is not there yet."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if not own.is_file():
        _try([sys.executable, "-m", "playwright", "install", "chromium"])
    return str(own) if own.is_file() else None


def _debian() -> str | None:
    """Debian's package, which only root may install."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    if _try(["apt-get", "update", "-qq"]):
        _try(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
    return _installed()


def _try(command: list[str]) -> bool:
    """Whether a command succeeded; its words go to stderr, where a waiting person sees them."""
    print("Looking for a browser:", " ".join(command), file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, stdout=sys.stderr, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    try:
        print("Browser tests use", find())
    except NoBrowser as reason:
        sys.exit(str(reason))
