"""A report is ordered with the keyboard, followed, and comes as a file; as HTML it stands alone."""

from __future__ import annotations

import pytest

from tests.browser.test_pages import grave_faults, sideways
from tests.browser.visit import NARROW

pytestmark = pytest.mark.browser


def test_a_report_is_made_downloaded_and_readable_on_a_phone(visit, tmp_path):
    page = visit.open("/reports?lang=en&of=2012").page
    page.select_option("[name=what]", "yearly.html")
    with page.expect_download() as download:
        page.focus("form[data-print] button")
        page.keyboard.press("Enter")
        page.locator("#reports-progress").wait_for(state="visible")
    page.get_by_text("The file is ready").wait_for()
    assert download.value.suggested_filename == "yearly-2012-en.html"
    assert not visit.faults

    saved = tmp_path / "report.html"
    download.value.save_as(saved)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size(NARROW)
    page.goto(saved.as_uri())
    assert page.locator("h1").inner_text() == "Benchmark report 2012"
    assert page.locator("figure svg[role=img]").count() >= 3
    assert asked == [saved.as_uri()]
    assert sideways(visit) <= 0
    assert grave_faults(visit, "light") == []
    page.goto("/?lang=en")
