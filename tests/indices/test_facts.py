"""Keys of facts: written and read back, and never taken for what they are not."""

from __future__ import annotations

import pytest

from indices.facts import FactKey, known_fact, parse_key


@pytest.mark.parametrize("text", ["PAPI:2021:79:D4", "PAR:2012:01:total:rank", "PCI:2020:48:total"])
def test_a_key_is_written_as_it_is_read(text):
    assert str(parse_key(text)) == text


@pytest.mark.parametrize(
    "text", ["", "PAPI:2021:79", "PAPI:21:79:D4", "PAPI:2021:79:D4:mean", "<b>:2021:79:D4", "٢٠"]
)
def test_other_texts_are_no_keys(text):
    assert parse_key(text) is None


@pytest.mark.parametrize(
    ("key", "known"),
    [
        (FactKey("PAPI", 2021, "79", "D4"), True),
        (FactKey("PAPI", 1999, "79", "D4"), False),
        (FactKey("PAPI", 2021, "99", "D4"), False),
        (FactKey("PAPI", 2021, "79", "D99"), False),
        (FactKey("XYZ", 2021, "79", "D4"), False),
    ],
)
def test_a_key_is_known_where_the_catalogue_has_all_of_it(key, known, catalogue):
    assert (known_fact(key, catalogue) is not None) == known
