"""A report that is typed in a real browser: saved by itself, not lost, never overwritten."""

from __future__ import annotations

import pytest

from tests.browser.visit import Visit
from tests.serving import free_port, python, serving
from tests.signing import PASSWORD, register_with_accounts

pytestmark = pytest.mark.browser
TOUR = "/tours/tour?tour=2022-12-A&lang=en"
LESSON = ".entry-lesson [name=what]"


@pytest.fixture
def served(database_url, tmp_path):
    """The product with accounts, and its address."""
    register_with_accounts(tmp_path / "register").close()
    port = free_port()
    settings = {"DATABASE_URL": database_url, "REGISTER": str(tmp_path / "register")}
    with serving(python("app.py"), port, settings):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def enter(browser, served):
    """`enter("member")` -> the visit of somebody who has just signed in, in their own profile."""
    contexts = []

    def signed_in(name: str) -> Visit:
        context = browser.new_context(base_url=served, reduced_motion="reduce")
        contexts.append(context)
        visit = Visit(context.new_page()).open("/account?lang=en")
        visit.page.fill("#account-name", name)
        visit.page.fill("#account-password", PASSWORD)
        visit.page.press("#account-password", "Enter")
        visit.page.wait_for_url("**told=signed-in**")
        return visit.settle()

    yield signed_in
    for context in contexts:
        context.close()


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
