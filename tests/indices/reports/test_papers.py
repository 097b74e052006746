"""The layout of a paper, asserted from the file that a department would open."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from PIL import Image

from indices.reports.blocks import Column
from indices.reports.papers.letterhead import Head, closing, letterhead
from indices.reports.papers.paper import Paper

SCRIPTS = "Tiếng Việt עברית العربية 中文 ไทย हिन्दी 😀 \x00\x0b\x1f\ud800\ufffe‮<w:p>&"
SHOWN = "Tiếng Việt עברית العربية 中文 ไทย हिन्दी 😀 <w:p>&"
DAY = date(2026, 3, 2)


def picture():
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(content, "PNG")
    return content.getvalue()


def written(lang="vi", on=DAY):
    paper = Paper(lang)
    letterhead(paper, Head("BÁO CÁO", SCRIPTS, "Ủy ban nhân dân Thành phố"))
    paper.heading("Mục đích")
    paper.heading("Phần", 2)
    paper.text(f"{SCRIPTS}\nDòng hai", ["Nguồn A", SCRIPTS], "Nhãn")
    rows = [["1", SCRIPTS, paper.w.number(1234.5)]] * 60
    columns = [Column("STT", 0.5), Column("Nội dung", 4), Column("Điểm", figures=True)]
    paper.table(columns, rows, "So sánh", ["Nguồn A"])
    paper.picture(picture(), "Vòng tròn", "Một hình trắng", ["Nguồn B"], 60)
    closing(paper, ["Như trên", "Lưu: VT"])
    return paper.content(SCRIPTS, on, "abc")


@pytest.fixture(scope="module")
def content():
    return written()


@pytest.fixture(scope="module")
def document(content):
    return docx.Document(io.BytesIO(content))


def part(content, name):
    return parse_xml(zipfile.ZipFile(io.BytesIO(content)).read(name))


def texts(document):
    """Every paragraph, those in tables included."""
    return [
        "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]


def test_page_is_a4_with_the_margins_of_the_decree(document):
    (section,) = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 20]


def test_every_script_is_set_in_times_new_roman(content):
    styles = part(content, "word/styles.xml")
    faces = list(styles.iter(qn("w:rFonts")))
    assert faces
    used = [one for one in styles if one.get(qn("w:styleId")) in ("Normal", "BodyText", "Title",
            "Subtitle", "Heading1", "Heading2", "Heading3", "Caption", "FootnoteText")]  # fmt: skip
    for style in (*used, styles.find(qn("w:docDefaults"))):
        face = next(style.iter(qn("w:rFonts")))
        kinds = {
            qn(f"w:{kind}"): "Times New Roman" for kind in ("ascii", "hAnsi", "eastAsia", "cs")
        }
        assert dict(face.attrib) == kinds
    assert len(used) == 9
    sizes = {style.get(qn("w:styleId")): style.find(f".//{qn('w:sz')}") for style in used}
    assert sizes["BodyText"].get(qn("w:val")) == sizes["Normal"].get(qn("w:val")) == "28"


def test_pages_are_numbered_at_the_top_in_the_middle_from_the_second(document):
    section = document.sections[0]
    assert section.different_first_page_header_footer
    (paragraph,) = section.header.paragraphs
    codes = [one.text.strip() for one in paragraph._p.iter(qn("w:instrText"))]
    assert codes == ["PAGE"] and paragraph.alignment == 1
    assert not list(section.first_page_header._element.iter(qn("w:instrText")))
    assert not list(section.footer._element.iter(qn("w:instrText")))


def test_letterhead_and_signature_have_blanks_to_fill_in(document):
    said = texts(document)
    for line in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "SỞ NỘI VỤ",
                 "Số: ……/……-……", "BÁO CÁO", "Kính gửi: Ủy ban nhân dân Thành phố", "Nơi nhận:",
                 "- Như trên;", "- Lưu: VT."):  # fmt: skip
        assert line in said
    assert "Thành phố Hồ Chí Minh, ngày … tháng … năm ……" in said
    assert said.count("…………………………") == 2


def test_footnotes_stand_in_their_own_part_and_are_numbered_once(content, document):
    notes = part(content, "word/footnotes.xml")
    kinds = [(one.get(qn("w:id")), one.get(qn("w:type"))) for one in notes]
    assert kinds == [("-1", "separator"), ("0", "continuationSeparator"), ("1", None), ("2", None),
                     ("3", None)]  # fmt: skip
    said = ["".join(text.text for text in one.iter(qn("w:t"))).strip() for one in notes]
    assert said[2:] == ["Nguồn A", SHOWN, "Nguồn B"]
    body = document.element.body
    assert [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))] == ["1", "2", "3"]
    again = [one.text.strip() for one in body.iter(qn("w:instrText"))]
    assert again == ["NOTEREF _Note1 \\f \\h"]
    names = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert names == ["_Note1", "_Note2", "_Note3"]
    types = zipfile.ZipFile(io.BytesIO(content)).read("[Content_Types].xml").decode()
    rels = zipfile.ZipFile(io.BytesIO(content)).read("word/_rels/document.xml.rels").decode()
    assert "footnotes+xml" in types and 'Target="footnotes.xml"' in rels
    settings = [one.tag for one in part(content, "word/settings.xml")]
    assert settings.index(qn("w:footnotePr")) < settings.index(qn("w:compat"))


def test_table_headers_repeat_and_rows_do_not_split(document):
    table = next(one for one in document.tables if len(one.rows) > 60)
    rows = list(table._tbl.tr_lst)
    assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert table.cell(1, 2).text == "1.234,50"
    assert "Bảng 1. So sánh" in "".join(texts(document))


def test_text_in_every_script_is_kept_and_control_signs_are_not(document):
    said = texts(document)
    assert SHOWN in said and f"Nhãn: {SHOWN}" in said and "Dòng hai," in said
    assert said.count(SHOWN) > 60 and document.core_properties.title == SHOWN


def test_pictures_say_what_they_show(document):
    (drawn,) = document.element.body.iter(qn("wp:docPr"))
    assert drawn.get("descr") == "Một hình trắng"
    assert any(one.startswith("Hình 1. Vòng tròn") for one in texts(document))


def test_the_same_content_gives_the_same_bytes_apart_from_its_day(content):
    assert written() == content
    other = written(on=date(2026, 3, 3))
    one, two = (zipfile.ZipFile(io.BytesIO(each)) for each in (content, other))
    changed = [name for name in one.namelist() if one.read(name) != two.read(name)]
    assert changed == ["docProps/core.xml"] and one.namelist() == two.namelist()
    assert {entry.date_time[:3] for entry in one.infolist()} == {(1980, 1, 1)}


def test_english_paper_has_english_words_and_numbers():
    document = docx.Document(io.BytesIO(written("en")))
    said = texts(document)
    assert "Independence - Freedom - Happiness" in said and "1,234.50" in said
    assert "To: Ủy ban nhân dân Thành phố" in said and "Recipients:" in said
