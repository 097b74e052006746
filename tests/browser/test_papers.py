"""The whole path of a tour in real browsers: planned, reported, compiled, approved, on paper."""

from __future__ import annotations

import pytest

from indices.register import accounts
from indices.register.store import Register
from tests.browser.test_tours import state
from tests.indices.office.conftest import Read
from tests.signing import PASSWORD

pytestmark = pytest.mark.browser
TOUR = "/tours/tour?tour=2027-03-A&lang=en"


def sign_in(visit, name):
    """Sign somebody in by the form, in place of whoever was signed in there."""
    visit.page.context.clear_cookies()
    visit.open("/account?lang=en").page.fill("#account-name", name)
    visit.page.fill("#account-password", PASSWORD)
    visit.page.press("#account-password", "Enter")
    visit.page.wait_for_url("**told=signed-in**")
    return visit.settle()


def add(visit, kind, button, **values):
    """Add a record by its button, type into its form and see it saved."""
    visit.page.click(f"text={button}")
    visit.page.wait_for_url(f"**#{kind}-1")
    visit.settle()
    for name, value in values.items():
        field = visit.page.locator(f"#{kind}-1-{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    state(visit, kind, "Saved at")


def report(visit, number, seen):
    """Write and file the report of a member."""
    visit.open(TOUR).page.click("text=Write my report")
    visit.page.wait_for_url(f"**#report-{number}")
    visit.settle().page.fill("[name=seen]", seen)
    state(visit, "report", "Saved at")
    visit.page.click("text=File the report")
    visit.page.wait_for_url("**told=filed**")


def test_from_the_plan_of_a_tour_to_the_report_on_paper(enter, tmp_path):
    register = Register(tmp_path / "register")
    accounts.add(register, "test", "Lan", "member", PASSWORD)
    register.close()
    secretary = sign_in(enter("viewer"), "secretary").open("/tours?lang=en")
    secretary.page.click("summary:has-text('Plan a tour')")
    secretary.page.fill("#tours-start", "9/3/2027")
    secretary.page.press("#tours-start", "Enter")
    secretary.page.wait_for_url("**tour=2027-03-A**")
    secretary.settle().page.fill(".entry-tour [name=theme]", "Một cửa số")
    secretary.page.select_option(".entry-tour [data-several=stops] select >> nth=0", "34:46")
    state(secretary, "tour", "Saved at")
    one, other = enter("member"), enter("Lan")
    report(one, 1, "Trung tâm có 24 quầy")
    report(other, 2, "Phường làm việc sáng thứ Bảy")
    secretary.open(TOUR)
    add(secretary, "lesson", "Add a lesson", what="Nhận hồ sơ thứ Bảy")
    add(secretary, "measure", "Add a measure", what="Mở một cửa thứ Bảy", owner="Sở Nội vụ")
    add(secretary, "expectation", "Add an indicator", indicator="PAPI:D5", by_how_much="0.25")
    leader = enter("leader").open(TOUR)
    leader.page.click("button:has-text('Approve')")
    leader.page.wait_for_url("**told=approved**")
    with leader.settle().page.expect_download() as given:
        leader.page.click("#papers li:has-text('Report to') >> text=Tiếng Việt")
    read = Read(given.value.path().read_bytes())
    assert given.value.suggested_filename == "report-2027-03-A-vi.docx"
    for line in ("Trung tâm có 24 quầy", "Phường làm việc sáng thứ Bảy", "Nhận hồ sơ thứ Bảy",
                 "Mở một cửa thứ Bảy", "PAPI · Thủ tục hành chính công, +0,25 điểm",
                 "Kết quả nghiên cứu, học tập kinh nghiệm tại thành phố Huế",
                 "Bài học và giải pháp được leader phê duyệt ngày"):  # fmt: skip
        assert line in read.text, line
    faults = [visit.faults for visit in (secretary, one, other, leader)]
    assert faults == [[], [], [], []]
