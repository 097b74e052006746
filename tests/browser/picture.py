"""The README's picture of the overview page: `python -m tests.browser.picture` takes it anew."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from tests.browser.chromium import FLAGS, find
from tests.browser.visit import Visit
from tests.serving import HOST, ROOT, free_port, python, serving

PICTURE = ROOT / "layouts" / "README-overview.png"
SIZE = {"width": 1280, "height": 860}


def main() -> None:
    """Photograph the first page as `make run` shows it, in Vietnamese and the light theme."""
    port = free_port()
    with serving(python("app.py"), port), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        context = chromium.new_context(base_url=f"http://{HOST}:{port}", color_scheme="light")
        visit = Visit(context.new_page()).open("/?lang=vi", SIZE)
        visit.page.screenshot(path=PICTURE)
        chromium.close()


if __name__ == "__main__":
    main()
