"""A register with one tour about which everything is written, and papers read back as text."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from indices.office.papers import Office
from indices.register import records, tours
from indices.register.store import Register

DAY = date(2026, 3, 2)
FULL = "2022-12-C"
# Every script, signs that XML cannot hold, a tag, and the sign that marks parts.
SCRIPTS = (
    "Tiếng Việt עברית 中文 हिन्दी 😀\x00\x0b {{ theme }} {%p if x %} \u202dmeasures\u202d <w:p>&"
)
SHOWN = "Tiếng Việt עברית 中文 हिन्दी 😀 {{ theme }} {%p if x %} measures <w:p>&"


class Read:
    """A paper as a reader sees it."""

    def __init__(self, content: bytes) -> None:
        self.document = docx.Document(io.BytesIO(content))
        self._files = zipfile.ZipFile(io.BytesIO(content))
        paragraphs = self.document.element.body.iter(qn("w:p"))
        self.lines = ["".join(text.text or "" for text in one.iter(qn("w:t")))
                      for one in paragraphs]  # fmt: skip
        self.text = "\n".join(self.lines)

    @property
    def notes(self) -> str:
        return self._files.read("word/footnotes.xml").decode()

    @property
    def pictures(self) -> list[str]:
        return [name for name in self._files.namelist() if name.startswith("word/media/")]


def write(register, kind, about=None, **values):
    return records.create(register, "thư ký", kind, FULL, tours.blank(kind, **values), about)


@pytest.fixture(scope="module")
def register(tmp_path_factory, catalogue):
    made = Register(tmp_path_factory.mktemp("office") / "register")
    tour = tours.tour_record(made, "thư ký", catalogue, FULL)
    plan = {"head": "Ông A", "timetable": "Ngày 1: họp\nNgày 2: về", "questions": SCRIPTS}
    records.save(made, "thư ký", "tour", tour.record_id, tour.revision, plan)
    filed = {"author": "Bà C", "filed_at": "2022-12-20T08:00:00+00:00"}
    write(made, "report", filed, seen=SCRIPTS, learnt="Giao chỉ tiêu theo tuần")
    write(made, "report", {"author": "Ông D"}, seen="Chưa nộp")
    for number in range(6):
        lesson = write(made, "lesson", what=f"Bài {number} " + "dài " * 100, evidence="Sổ theo dõi")
        measure = write(made, "measure", what=f"Việc {number} " + "dài " * 100,
                        lesson=str(lesson.record_id), owner="Sở Nội vụ", deadline="2023-06-30",
                        legal_form="plan", cost="2 tỷ đồng")  # fmt: skip
        write(made, "expectation", measure=str(measure.record_id), indicator="PAPI:D5",
              by_how_much="0.25", by_when="2024-12")  # fmt: skip
    write(made, "claim", statement="98 % đúng hạn", said_by="Giám đốc Trung tâm")
    yield made
    made.close()


@pytest.fixture
def office(catalogue, reader, tmp_path):
    return Office(catalogue, reader, tmp_path)


@pytest.fixture
def paper(office, register, catalogue):
    """`paper("plan")` -> the bytes of a paper of the full tour, or of another one."""

    def made(kind, lang="vi", code=FULL, on=DAY):
        found = tours.dossier(register, catalogue, lang, code)
        return office.tour_paper(kind, found, lang, on)

    return made
