from __future__ import annotations

import json
import math
import os
import re

import pandas as pd
import pytest
from babel.messages.pofile import read_po

from indices.said import packed, quoted, said, unpacked
from layouts import wording as module
from layouts.wording import LOCALE, fold, ordinal, sort_key, wording
from tests.layouts.extraction import sentences

VI, EN = wording("vi"), wording("en")


@pytest.mark.parametrize(
    ("value", "options", "vi", "en"),
    [
        (86.05, {}, "86,05", "86.05"),
        (1234.5, {"decimals": 1}, "1.234,5", "1,234.5"),
        (-0.4, {"sign": True}, "−0,40", "−0.40"),
        (2.27, {"sign": True}, "+2,27", "+2.27"),
        (-0.001, {"sign": True}, "0,00", "0.00"),
        (None, {}, "–", "–"),
        (math.nan, {}, "–", "–"),
        (pd.NA, {}, "–", "–"),
    ],
)
def test_numbers_follow_the_language(value, options, vi, en):
    assert (VI.number(value, **options), EN.number(value, **options)) == (vi, en)


def test_ranks_and_changes():
    assert EN.rank(12, 63, tied=True) == "=12/63"
    assert EN.rank(pd.NA, 63) == "–"
    assert (EN.place(41, 61), VI.place(41, 61)) == ("41st of 61", "41/61")
    assert (EN.change(-0.4), VI.change(2.27)) == ("▼ −0.40", "▲ +2,27")
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == (
        "1st 2nd 3rd 4th 11th 12th 13th 21st 112th".split()
    )


def test_dates():
    assert (VI.date("2025-07-01"), EN.date("2025-07-01T08:00:00")) == ("01/07/2025", "1 July 2025")
    assert (VI.date("2022-12"), EN.date("2022-12")) == ("12/2022", "December 2022")
    assert EN.date("soon") == "soon"


def test_names_are_sorted_as_in_vietnamese():
    names = ["Đắk Lắk", "Điện Biên", "Đà Nẵng", "Bắc Ninh", "Bạc Liêu", "An Giang", "Ân Thi", "Ăn"]
    assert sorted(names, key=sort_key) == [
        "An Giang", "Ăn", "Ân Thi", "Bạc Liêu", "Bắc Ninh", "Đà Nẵng", "Đắk Lắk", "Điện Biên",
    ]  # fmt: skip


def test_tones_decide_only_between_equal_letters():
    assert sorted(["má", "mạ", "mà", "ma", "mẹ"], key=sort_key) == ["ma", "mà", "má", "mạ", "mẹ"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("ho chi minh", "Hồ Chí Minh"),
        ("da nang", "Đà Nẵng"),
        ("ba ria vung tau", "Bà Rịa - Vũng Tàu"),
    ],
)
def test_search_needs_no_diacritics(asked, name):
    assert fold(name) == asked
    assert fold("Ða\u0300 Na\u0306\u0303ng") == "da nang"


def test_every_message_has_vietnamese_with_the_same_places():
    with (LOCALE / "vi" / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        messages = [message for message in read_po(lines, locale="vi") if message.id]
    bare = [message.id for message in messages if not all(_strings(message))]
    assert not bare
    for message in messages:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set().union(*(_places(one) for one in ids))
        assert all(_places(one) <= wanted for one in _strings(message)), message.id


@pytest.mark.parametrize("room", ["layouts", "indices"])
def test_every_sentence_of_the_code_has_vietnamese(room):
    with (LOCALE / "vi" / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        known = {_first(message.id) for message in read_po(lines, locale="vi")}
    found = [(text, where) for text, where in sentences(room) if _has_words(text)]
    assert len(found) > 200
    assert [(text, where) for text, where in found if text not in known] == []


def test_no_vietnamese_is_kept_of_a_sentence_that_is_gone():
    with (LOCALE / "vi" / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        known = {_first(message.id) for message in read_po(lines, locale="vi") if message.id}
    assert known - {text for room in ("layouts", "indices") for text, _ in sentences(room)} == set()


def test_a_sentence_of_the_engine_is_worded_by_its_template_and_stays_one_on_the_way():
    rank = said("a rank of at most {last}", last=63)
    told = said("{formula} without a saved value ({why})", formula="'=A1'", why=rank)
    kept = unpacked(json.loads(json.dumps(packed(told))))
    assert kept == EN.said(kept) == "'=A1' without a saved value (a rank of at most 63)"
    assert VI.said(kept) == "'=A1' không có giá trị lưu sẵn (hạng không quá 63)"
    score = said("at most the score {score}", score=86.05)
    assert (score, VI.said(score)) == ("at most the score 86.05", "không quá điểm 86,05")
    assert VI.said(quoted("{x} % hạng")) == "'{x} % hạng'"
    assert VI.said(said("one of {words}", words=["A", "B"])) == "một trong A, B"


def test_a_catalogue_is_compiled_in_memory_where_it_cannot_be_written(tmp_path, monkeypatch):
    source = tmp_path / "messages.po"
    source.write_bytes((LOCALE / "vi" / "LC_MESSAGES" / "messages.po").read_bytes())
    monkeypatch.setattr(module.Path, "write_bytes", _refuse)
    assert module._translations(tmp_path).gettext("Rankings") == "Xếp hạng"
    assert os.listdir(tmp_path) == ["messages.po"]


def _refuse(*_):
    raise OSError


def _first(identity):
    return identity if isinstance(identity, str) else identity[0]


def _has_words(text):
    return any(sign.isalpha() for sign in re.sub(r"\{[^}]*\}", "", text))


def _strings(message):
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def _places(text):
    return {part.partition("}")[0] for part in text.split("{")[1:]}
