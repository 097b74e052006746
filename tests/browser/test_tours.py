"""A report that is typed in a real browser: saved by itself, not lost, never overwritten."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
TOUR = "/tours/tour?tour=2022-12-A&lang=en"
LESSON = ".entry-lesson [name=what]"


def state(visit, kind, words):
    visit.page.wait_for_function(
        "([kind, words]) => document.querySelector(`.entry-${kind} .entry-state`)"
        ".textContent.includes(words)", arg=[kind, words],
    )  # fmt: skip


def test_no_typed_word_is_lost_without_a_connection(enter):
    visit = enter("member").open(TOUR)
    visit.page.click("text=Write my report")
    visit.page.wait_for_url("**#report-1")
    visit.settle().page.fill("[name=seen]", "Một cửa ở phường")
    state(visit, "report", "Saved at")
    visit.page.route("**/tours/save**", lambda route: route.abort())
    visit.page.fill("[name=seen]", "Một cửa ở phường, trả kết quả trong ngày")
    state(visit, "report", "kept on this device")
    visit.page.unroute_all()
    visit.open(TOUR)
    state(visit, "report", "Saved at")
    visit.page.evaluate("window.localStorage.clear()")
    visit.open(TOUR)
    assert visit.page.input_value("[name=seen]") == "Một cửa ở phường, trả kết quả trong ngày"


def test_no_typed_word_is_lost_when_the_server_is_killed(enter, host):
    visit = enter("member").open(TOUR)
    visit.page.click("text=Write my report")
    visit.page.wait_for_url("**#report-1")
    visit.settle().page.fill("[name=seen]", "Trung tâm có 24 quầy")
    host.kill()
    state(visit, "report", "kept on this device")
    visit.page.fill("[name=seen]", "Trung tâm có 24 quầy, ba tầng")
    host.start()
    state(visit, "report", "Saved at")
    visit.page.evaluate("window.localStorage.clear()")
    visit.open(TOUR)
    assert visit.page.input_value("[name=seen]") == "Trung tâm có 24 quầy, ba tầng"


def test_the_second_editor_sees_both_texts_and_chooses(enter):
    one, other = enter("secretary").open(TOUR), enter("admin")
    one.page.click("text=Add a lesson")
    one.page.wait_for_url("**#lesson-1")
    one.settle()
    other.open(TOUR).page.fill(LESSON, "Bản của quản trị viên")
    state(other, "lesson", "Saved at")
    one.page.fill(LESSON, "Bản của thư ký")
    one.page.wait_for_selector(".conflict .theirs")
    assert one.page.inner_text(".conflict .theirs") == "Bản của quản trị viên"
    assert one.page.input_value(LESSON) == "Bản của thư ký"
    one.page.click("text=Save mine")
    state(one, "lesson", "Saved at")
    assert other.open(TOUR).page.input_value(LESSON) == "Bản của thư ký"
