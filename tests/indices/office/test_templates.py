"""Templates of an office: used where they stand; a broken one is one sentence and nothing lost."""

from __future__ import annotations

import io

import docx
import pytest

from indices.__main__ import main
from indices.office.built_in import built_in
from indices.office.papers import template_path
from indices.reports.papers.templates import TemplateFault
from tests.indices.office.conftest import Read


@pytest.fixture
def adapted(tmp_path):
    """`adapted("{{ days }}")` puts an own template of the plan into its place, with these lines."""

    def put(*lines, lang="vi"):
        document = docx.Document(io.BytesIO(built_in("plan", lang)))
        for line in lines:
            document.add_paragraph(line)
        place = template_path(tmp_path, "plan", lang)
        place.parent.mkdir(exist_ok=True)
        document.save(place)
        return place

    return put


def test_an_adapted_template_is_used(adapted, paper):
    adapted("Phòng Cải cách hành chính, {{ days }}", "{%p if theme %}", "Có chủ đề", "{%p endif %}",
            "{{ lessons }}")  # fmt: skip
    read = Read(paper("plan", code="2022-12-A"))
    assert "Phòng Cải cách hành chính, tháng 12/2022" in read.lines
    assert "Có chủ đề" in read.lines and "Chưa có bài học nào được tổng hợp." in read.lines


@pytest.mark.parametrize(
    ("line", "tag", "word"),
    [
        ("{{ signer }}", "{{ signer }}", "does not exist"),
        ("{{ days", "{{ days", "broken"),
        ("{{ days | }}", "{{ days | }}", "broken"),
        ("{%p if days %}", "{%p if days %}", "broken"),
        ("{% days %}", "{% days %}", "broken"),
        ("{{ days.__class__.__mro__ }}", "{{ days.__class__.__mro__ }}", "broken"),
        ("{{ days + 1 }}", "{{ days + 1 }}", "broken"),
        ("{{ days | upper_ }}", "{{ days | upper_ }}", "broken"),
        ("Bài học: {{ lessons }}", "{{ lessons }}", "a line of its own"),
    ],
)
def test_a_wrong_tag_is_named_in_one_sentence(line, tag, word, adapted, paper):
    adapted("{%p if theme %}", "{{ theme }}", "{%p endif %}", line)
    with pytest.raises(TemplateFault) as raised:
        paper("plan", code="2022-12-A")
    said = str(raised.value)
    assert "plan.vi.docx" in said and tag in said and word in said
    assert said.count(".") - said.count(".docx") - said.count(".vi") - tag.count(".") == 1


def test_a_file_that_is_no_document_is_named(adapted, paper):
    place = adapted()
    for content in (b"", b"PK\x03\x04", b"{{ days }}"):
        place.write_bytes(content)
        with pytest.raises(TemplateFault, match=r"plan\.vi\.docx cannot be opened"):
            paper("plan")


def test_the_command_writes_papers_and_templates(database_url, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REGISTER", str(tmp_path / "register"))
    monkeypatch.setenv("LANGUAGE", "en")
    output = tmp_path / "plan.docx"
    ask = ["report", "plan", "--tour", "2022-12-A", "-o", str(output)]
    assert main(ask) == 0 and "PLAN" in Read(output.read_bytes()).lines
    assert not (tmp_path / "register").exists(), "reading makes nothing"
    whole = output.read_bytes()
    assert main(["report", "plan", "--template"]) == 0
    own = template_path(tmp_path / "register", "plan", "en")
    assert main(ask) == 0 and output.read_bytes() == whole
    assert (
        main(["report", "plan", "--template"]) == 1 and "may be adapted" in capsys.readouterr().err
    )
    document = docx.Document(own)
    document.add_paragraph("{{ signer }}")
    document.save(own)
    assert main(ask) == 1 and "{{ signer }}" in capsys.readouterr().err
    assert output.read_bytes() == whole, "a paper is written whole or not at all"
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []
    assert main(["report", "report", "--tour", "x"]) == 2
    assert "2022-12-A" in capsys.readouterr().err
    assert main(["report", "briefing", "--unit", "79"]) == 2
