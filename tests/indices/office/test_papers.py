"""Papers of a tour: what the register and the figures say is there, and nothing else."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from docx.oxml.ns import qn

from indices.analysis.briefing import make_briefing
from indices.analysis.cube import Cube
from indices.analysis.destinations import destinations
from indices.analysis.likeness import likeness
from indices.office.comparison import comparisons
from indices.office.papers import TOUR_PAPERS, Office
from indices.office.subject import Subject
from indices.register import files, tours
from indices.register.records import Record
from indices.register.tours import Dossier
from layouts.components.papers import TOUR_PAPERS as OFFERED
from tests.indices.office.conftest import DAY, FULL, SHOWN, Read
from tests.signing import photo


def test_the_report_holds_everything_that_is_written(paper):
    read = Read(paper("report"))
    for line in (
        "BÁO CÁO", "Kính gửi: Ủy ban nhân dân Thành phố Hồ Chí Minh", "Trưởng đoàn: Ông A",
        "Kết quả nghiên cứu, học tập kinh nghiệm tại thành phố Đà Nẵng và tỉnh Thừa Thiên Huế",
        "Thời gian: tháng 12/2022", "1. Báo cáo của Bà C (20/12/2022)",
        "Kinh nghiệm có thể học tập: Giao chỉ tiêu theo tuần", "Đề xuất: chưa ghi nhận",
        "- Minh chứng: Sổ theo dõi", "- Điều kiện áp dụng: chưa ghi nhận", "98 % đúng hạn",
        "Sở Nội vụ", "30/06/2023", "kế hoạch; 2 tỷ đồng",
        "PAPI · Thủ tục hành chính công, +0,25 điểm, 12/2024",
        "Dự thảo: bài học và giải pháp chưa được lãnh đạo phê duyệt.",
    ):  # fmt: skip
        assert line in read.lines, line
    assert "Chưa nộp" not in read.text, "a report that is not filed is its author's alone"
    claim, note = read.lines.index("98 % đúng hạn"), "không phải là số liệu của các chỉ số"
    assert any(note in line for line in read.lines[claim - 8 : claim])


def test_figures_are_those_of_the_database_with_sources_and_charts(paper, reader):
    read = Read(paper("report"))
    assert "40,68" in read.lines and "46/60 (tính toán)" in read.lines and "48,06" in read.lines
    scores = reader.scores("PAPI", 2021, "D4").set_index("unit")["score"]
    theirs, gap = scores["46"], scores["46"] - scores["79"]
    assert f"{theirs:.2f} (+{gap:.2f})".replace(".", ",") in read.lines
    assert "https://github.com/hnks-gh/ml-mcdm" in read.notes
    assert len(read.pictures) == 2 and "Hình 2." in read.text
    described = [one.get("descr") for one in read.document.element.body.iter(qn("wp:docPr"))]
    assert all("TP.HCM thấp hơn" in text for text in described)


def test_photos_of_the_tour_stand_in_the_report(register, catalogue, reader):
    tour = "2022-12-A"
    files.attach(register, "Bà C", tour, "Quầy số 1.jpg", photo())
    lost = files.attach(register, "Bà C", tour, "Quầy số 2.jpg", photo(quality=20))
    found = tours.dossier(register, catalogue, "vi", tour)
    office = Office(catalogue, reader, register.folder.path)
    assert len(Read(office.tour_paper("report", found, "vi", DAY)).pictures) == 2
    (register.folder.path / "files" / lost.sha256).unlink()
    read = Read(office.tour_paper("report", found, "vi", DAY))
    assert "Hình 1. Quầy số 1" in read.lines and len(read.pictures) == 1


def test_the_layout_survives_the_template(paper):
    read = Read(paper("report"))
    (section,) = read.document.sections
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 20]
    assert section.different_first_page_header_footer
    codes = [one.text.strip() for one in section.header._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE"]
    assert "Times New Roman" in read.document.styles["Normal"].element.xml
    assert "\u202d" not in read.text and "{{" not in read.text.replace(SHOWN, "")


def test_an_almost_empty_tour_invents_nothing(paper):
    read = Read(paper("report", code="2022-12-B"))
    for line in ("Chưa ghi nhận.", "Tên đoàn: chưa ghi nhận", "chưa tìm thấy số liệu",
                 "Chưa có báo cáo nào của thành viên.", "Chưa có bài học nào được tổng hợp.",
                 "Chưa có giải pháp nào được đề xuất.", "Chưa ghi nhận ý kiến, số liệu nào.",
                 "Số: ……/……-……"):  # fmt: skip
        assert line in read.lines, line
    assert "Notice on the three study delegations" in read.notes
    assert read.lines.count("…………………………") == 2 and not read.pictures


def test_text_in_every_script_is_text_and_no_tag(paper):
    read = Read(paper("report"))
    assert f"Nội dung tìm hiểu được: {SHOWN}" in read.lines and SHOWN in read.lines


def test_plan_and_summary_in_english(paper):
    plan, summary = Read(paper("plan", "en")), Read(paper("summary", "en"))
    assert (
        "PLAN" in plan.lines and "Ngày 2: về" in plan.lines and "When: December 2022" in plan.lines
    )
    assert "Head of the delegation: Ông A." in summary.text and "40.68 (46/60*)" in summary.text


def test_the_summary_has_room_for_the_first_of_each_only(paper):
    read = Read(paper("summary"))
    assert read.lines.count("- … và 3 nội dung khác trong báo cáo.") == 2
    assert len("".join(read.lines)) < 2000


@pytest.mark.parametrize("kind", TOUR_PAPERS)
def test_the_same_data_give_the_same_bytes_apart_from_their_day(kind, paper):
    one, again, later = paper(kind), paper(kind), paper(kind, on=date(2026, 3, 3))
    assert one == again
    old, new = (zipfile.ZipFile(io.BytesIO(content)) for content in (one, later))
    changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["docProps/core.xml"]


def test_an_approved_tour_says_so(register, catalogue, paper):
    tours.approve(register, "Bà Giám đốc", catalogue, FULL)
    assert "Bài học và giải pháp được Bà Giám đốc phê duyệt ngày" in Read(paper("summary")).text
    tours.withdraw(register, "Bà Giám đốc", catalogue, FULL)


def test_a_merged_host_stands_as_what_it_was_made_of(office, catalogue, reader):
    values = tours.blank("tour", start="2027-03", stops="34:31", indices="PAPI")
    tour = Record("tour", 1, "2027-03-A", 1, "", "", values, {"approved_at": ""})
    found = Dossier(tour, (), [], [], [], [], [])
    (one,) = comparisons(Subject(found, catalogue, reader, "vi"))
    assert (one.year, [unit.code for unit in one.units]) == (2024, ["79", "30", "31"])
    read = Read(office.tour_paper("plan", found, "vi", DAY))
    assert "Số liệu đến năm 2024 tính theo 63 tỉnh, thành phố trước ngày 01/7/2025." in read.lines


@pytest.mark.parametrize(("start", "year"), [("2022-12", 2021), ("2023-03", 2021), ("", 2024)])
def test_figures_are_those_that_were_out_when_the_tour_began(start, year, catalogue, reader):
    values = tours.blank("tour", start=start, stops="63:48", indices="PAPI")
    tour = Record("tour", 1, "x", 1, "", "", values, {})
    found = Dossier(tour, (), [], [], [], [], [])
    assert comparisons(Subject(found, catalogue, reader, "vi"))[0].year == year


def test_the_briefing_holds_figures_questions_and_roads(office, catalogue, reader):
    cube = Cube(reader.scores("PAPI"))
    alike = likeness(catalogue, reader.covariates(), 2021, "79")
    found = destinations(cube, alike, catalogue, "PAPI", 2021, "79")
    briefing = make_briefing(found, found.place("46"), cube, catalogue)
    read = Read(office.briefing(briefing, "vi", DAY))
    assert "Học tập kinh nghiệm của Thừa Thiên Huế theo PAPI 2021" in read.lines
    assert all(one.text.vi in read.lines for one in briefing.questions)
    assert "7,77" in read.lines and "+1,44 ●" in read.lines and len(read.pictures) == 4
    assert "https://github.com/hnks-gh/ml-mcdm" in read.notes


def test_pages_offer_the_papers_there_are():
    assert tuple(OFFERED) == TOUR_PAPERS
