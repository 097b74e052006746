from __future__ import annotations

import io
import os
import struct
import zlib
from datetime import date

import pytest
from PIL import Image

from indices.reference import load_catalogue
from indices.register import audit, files, records, tours
from indices.register.kinds import overdue, read_values
from indices.register.store import Register
from tests.signing import photo

CATALOGUE = load_catalogue()
SEEDS = ["2023-08-A", "2022-12-C", "2022-12-B", "2022-12-A"]


@pytest.fixture
def register(tmp_path):
    register = Register(tmp_path / "register")
    yield register
    register.close()


def written(register, kind, tour="2022-12-A", **values):
    return records.create(register, "Lan", kind, tour, tours.blank(kind, **values))


def test_the_tours_of_the_past_are_there_and_nothing_about_them_is_invented(register):
    assert [one.tour for one in tours.tours(register, CATALOGUE, "vi")] == SEEDS
    known = tours.dossier(None, CATALOGUE, "en", "2022-12-C").tour.values
    assert (known["stops"], known["indices"], known["start"]) == ("63:48;63:46", "PAPI", "2022-12")
    assert known["head"] == "A leader of the Department of Home Affairs"
    empty = {name for name, value in known.items() if not value}
    assert empty == {"delegation", "secretary", "questions", "timetable"}
    later = tours.dossier(None, CATALOGUE, "vi", "2023-08-A").tour.values
    assert {name for name, value in later.items() if value} == {
        "theme", "indices", "start", "end", "stops"
    }  # fmt: skip
    assert not register.folder.path.exists()


def test_a_tour_of_the_past_is_taken_over_when_somebody_writes_about_it(register):
    tour = tours.tour_record(register, "Lan", CATALOGUE, "2022-12-B")
    records.save(register, "Lan", "tour", tour.record_id, 1, {"secretary": "Bà Hoa"})
    values = tours.dossier(register, CATALOGUE, "vi", "2022-12-B").tour.values
    assert (values["secretary"], values["stops"]) == ("Bà Hoa", "63:27;63:31")
    assert [one.tour for one in tours.tours(register, CATALOGUE, "vi")] == SEEDS


def test_a_planned_tour_gets_the_next_letter_of_its_month(register):
    codes = [
        tours.plan(register, "Lan", CATALOGUE, tours.blank("tour", start=start)).tour
        for start in ("2022-12", "2027-01-05", "2027-01")
    ]
    assert codes == ["2022-12-D", "2027-01-A", "2027-01-B"]


def test_the_second_editor_is_told_and_nothing_is_overwritten(register):
    lesson = written(register, "lesson", what="Một cửa")
    first = records.save(register, "Lan", "lesson", lesson.record_id, 1, {"what": "Bản của Lan"})
    with pytest.raises(records.Conflict) as conflict:
        records.save(register, "Minh", "lesson", lesson.record_id, 1, {"what": "Bản của Minh"})
    assert conflict.value.current == first
    assert records.records(register, "lesson")[0].values["what"] == "Bản của Lan"
    same = records.save(register, "Minh", "lesson", lesson.record_id, 1, {"what": "Bản của Lan"})
    assert same.revision == 2


def test_typing_is_one_version_and_one_line_but_lost_text_is_kept(register):
    report = written(register, "report", seen="")
    text = "Bộ phận một cửa của phường trả kết quả trong ngày, có mã QR để đánh giá. "
    for revision in range(1, 6):
        records.save(
            register, "Lan", "report", report.record_id, revision, {"seen": text * revision}
        )
    records.save(register, "Lan", "report", report.record_id, 6, {"seen": "Viết lại."})
    kept = [one["values"]["seen"] for one in records.versions(register, "report", report.record_id)]
    assert kept == [text * 5, "Viết lại."]
    assert list(audit.entries(register)["action"]) == ["report changed", "report added"]


def test_what_is_removed_stays_in_the_history(register):
    claim = written(register, "claim", statement="95 % hồ sơ trực tuyến")
    records.remove(register, "Lan", "claim", claim.record_id)
    assert records.records(register, "claim") == []
    with pytest.raises(records.NoRecord):
        records.save(register, "Lan", "claim", claim.record_id, 1, {"statement": "x"})
    kept = records.versions(register, "claim", claim.record_id)
    assert kept[0]["values"]["statement"] == "95 % hồ sơ trực tuyến"


def test_a_tour_does_not_end_before_it_begins(register):
    present = {"start": "2026-12", "end": ""}
    for end, fault in (("30/11/2026", True), ("11/2026", True), ("1/12/2026", False), ("", False)):
        values, problems = tours.read_checked("tour", {"end": end, "head": "A"}, CATALOGUE, present)
        assert [one.code for one in problems] == (["order"] if fault else [])
        assert values["head"] == "A" and ("end" in values) is not fault


@pytest.mark.parametrize(
    ("typed", "kept", "code"),
    [
        ({"deadline": "31/12/2026"}, {"deadline": "2026-12-31"}, None),
        ({"deadline": " 2026-12 "}, {"deadline": "2026-12"}, None),
        ({"deadline": "31/02/2026"}, {}, "day"),
        ({"deadline": "soon"}, {}, "day"),
        ({"status": "finished"}, {}, "choice"),
        ({"status": ""}, {"status": "proposed"}, None),
        ({"owner": "x" * 301}, {}, "long"),
        ({"what": "x" * 20_001}, {}, "long"),
        (
            {"what": "עברית ไทย 中文 \x00\ud800 😀\r\nhai"},
            {"what": "עברית ไทย 中文 ? 😀\nhai"},
            None,
        ),
        ({"lesson": "1; DROP TABLE"}, {}, "choice"),
        ({"unknown": "x"}, {}, None),
    ],
)
def test_fields_are_read_as_typed(typed, kept, code):
    values, problems = read_values("measure", typed)
    assert (values, [one.code for one in problems]) == (kept, [code] if code else [])


def test_numbers_have_either_sign_and_comma():
    for text, kept in (("0,25", "0.25"), ("−1.5", "-1.5"), ("+2", "+2")):
        assert read_values("expectation", {"by_how_much": text})[0] == {"by_how_much": kept}
    assert read_values("expectation", {"by_how_much": "a lot"})[1][0].code == "number"


def test_only_codes_that_exist_are_kept():
    values, problems = tours.read_checked(
        "tour", {"stops": "34:01;63:22;34:01", "indices": "PAPI;XYZ"}, CATALOGUE, {}
    )
    assert values == {"stops": "34:01;63:22"} and problems[0].field == "indices"


def test_a_measure_without_an_indicator_is_not_approved(register):
    with pytest.raises(tours.NotReady, match="no-lessons"):
        tours.approve(register, "Hạnh", CATALOGUE, "2022-12-A")
    lesson = written(register, "lesson", what="Một cửa")
    measure = written(register, "measure", what="Kế hoạch", lesson=str(lesson.record_id))
    with pytest.raises(tours.NotReady, match="no-indicator"):
        tours.approve(register, "Hạnh", CATALOGUE, "2022-12-A")
    written(register, "expectation", measure=str(measure.record_id), indicator="PAPI:D5")
    tours.approve(register, "Hạnh", CATALOGUE, "2022-12-A")
    found = tours.dossier(register, CATALOGUE, "vi", "2022-12-A")
    assert found.approved and found.tour.about["approved_by"] == "Hạnh"
    assert audit.entries(register)["action"][0] == "tour approved"
    tours.withdraw(register, "Hạnh", CATALOGUE, "2022-12-A")
    assert not tours.dossier(register, CATALOGUE, "vi", "2022-12-A").approved


@pytest.mark.parametrize(
    ("deadline", "status", "late"),
    [("2026-11-24", "agreed", True), ("2026-11-25", "agreed", False), ("2026-11", "agreed", False),
     ("2026-10", "under_way", True), ("2026-10", "done", False), ("", "agreed", False)],
)  # fmt: skip
def test_a_month_is_overdue_after_its_last_day(deadline, status, late):
    values = {"deadline": deadline, "status": status}
    assert overdue(values, date(2026, 11, 25)) is late


def test_a_photo_is_drawn_anew_and_says_nothing_about_its_place(register):
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "secret place", 6
    given = photo(exif=exif) + b"<script>alert(1)</script>"
    kept = files.attach(register, "Lan", "2022-12-A", "../../etc/ảnh<b>.jpg", given)
    content = files.content_of(register, kept)
    drawn = Image.open(io.BytesIO(content))
    assert drawn.size == (40, 60) and not drawn.getexif()
    assert b"secret" not in content and b"script" not in content
    assert (kept.name, kept.is_photo) == ("ảnh<b>.jpg", True)
    assert os.listdir(register.folder.path / "files") == [kept.sha256]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg onload=alert(1)>", "kind"),
        (b"#!/bin/sh\nrm -rf /", "kind"),
        (b"GIF89a" + b"\0" * 100, "kind"),
        (photo()[:200], "damaged"),
        (b"PK\x03\x04broken", "damaged"),
        (b"%PDF-" + b"0" * files.LARGEST, "large"),
    ],
    ids=["svg", "script", "gif", "half a photo", "half a document", "16 MB"],
)
def test_what_only_poses_as_a_photo_is_refused(register, content, code):
    with pytest.raises(files.FileRefused) as refused:
        files.attach(register, "Lan", "2022-12-A", "photo.jpg", content)
    assert refused.value.code == code and files.attachments(register, "2022-12-A") == []


def test_a_picture_of_a_billion_pixels_is_not_even_drawn(register):
    content = io.BytesIO()
    Image.new("1", (1, 1)).save(content, "PNG")
    small = content.getvalue()
    header = b"IHDR" + struct.pack(">II", 30_000, 30_000) + small[24:29]
    bomb = small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]
    with pytest.raises(files.FileRefused, match="pixels"):
        files.attach(register, "Lan", "2022-12-A", "bomb.png", bomb)
