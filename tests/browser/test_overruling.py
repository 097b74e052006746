"""Two editors decide about one number in its drawer: with the keyboard, and on a phone."""

from __future__ import annotations

import pytest

from tests.browser.test_pages import grave_faults

pytestmark = pytest.mark.browser
NUMBER = "/data/conflicts?lang=en#fact=PAR:2012:48:total"
PHONE = {"width": 390, "height": 844}


def test_an_editor_decides_the_other_is_told_and_withdraws(enter):
    second = enter("admin").open(NUMBER, PHONE).page
    first = enter("editor").open(NUMBER)
    for page in (first.page, second):
        page.wait_for_selector("dialog.drawer[open]:not([aria-busy])")
        page.locator(".drawer-choose summary").focus()
        page.keyboard.press("Enter")
        page.locator("[name=observation]").first.focus()
        page.keyboard.press("Space")
        page.fill("[name=reason]", "Corrected in the annex")
    assert grave_faults(first, "light") == []
    first.page.locator("[name=reason]").focus()
    first.page.keyboard.press("Tab")
    first.page.keyboard.press("Enter")
    said = first.page.locator(".drawer-decision").inner_text()
    assert "Corrected in the annex" in said and "score 87.12 % (a01)" in said
    assert first.page.locator(".drawer-figures dd").first.inner_text() == "87.14 %"
    second.locator(".drawer-choose button").click()
    told = second.locator(".drawer-choose [role=alert]").inner_text()
    assert "editor has decided" in told
    assert second.input_value("[name=reason]") == "Corrected in the annex"
    second.reload()
    second.locator(".drawer-decision button").click()
    second.locator(".drawer-decision").wait_for(state="detached")
    assert not first.faults
