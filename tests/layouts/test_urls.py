from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indices.reference import load_catalogue
from layouts.urls import Option, Page, href, page_defaults, parse_state, split, to_query

PAGE = Page(
    path="/rankings",
    name="rankings",
    title="Rankings",
    order=1,
    defaults={"index": "PAPI", "year": 0, "indicator": "total", "region": "", "units": ("01",),
              "text": ""},
    views={"ranks": "Ranks", "scores": "Scores"},
    against={"mean": "Mean"},
    most_units=3,
)  # fmt: skip
DEFAULTS = page_defaults(PAGE, "vi")
CATALOGUE = load_catalogue()


def read(query):
    return parse_state("/rankings", query, CATALOGUE, DEFAULTS)


def test_an_empty_query_gives_the_defaults_and_the_newest_year():
    state = read("")
    assert (state.index, state.year, state.indicator, state.units) == (
        "PAPI",
        2024,
        "total",
        ("01",),
    )
    assert (state.view, state.against, state.problems) == ("ranks", "mean", ())


@pytest.mark.parametrize(
    ("query", "key", "value", "shown"),
    [
        ("year=1999", "year", "1999", "2024"),
        ("year=²⁰²⁰", "year", "²⁰²⁰", "2024"),
        ("index=HDI", "index", "HDI", "PAPI"),
        ("indicator=D9", "indicator", "D9", "total"),
        ("year=2017&indicator=D7", "indicator", "D7", "total"),
        ("region=XX", "region", "XX", ""),
        ("units=01,99", "units", "99", ""),
        ("units=01,22,24,27", "most_units", "4", "3"),
        ("view=<script>", "view", "<script>", "ranks"),
        ("lang=fr", "lang", "fr", "vi"),
        ("year=2020&year=2021", "repeated", "year", "2020"),
    ],
)
def test_what_cannot_be_used_is_named_and_replaced(query, key, value, shown):
    (problem,) = read(query).problems
    assert (problem.key, problem.value, problem.shown) == (key, value, shown)


def test_the_unit_a_page_is_about_is_never_chosen():
    state = read("units=79,22&against=79")
    assert (state.units, state.against) == (("22",), "mean")


def test_unknown_keys_are_passed_over():
    assert read("x=1&utm_source=mail") == read("")


def test_controls_and_query_strings_give_the_same_state():
    controls = {"index": "PAR", "year": 2023, "units": ["22", "01"], "text": None, "view": "scores"}
    assert read(controls) == read("index=PAR&year=2023&units=22,01&view=scores")


def test_cleared_units_differ_from_units_never_chosen():
    assert read({"units": []}).units == ()
    assert read(to_query(read({"units": []}))).units == ()


@given(
    index=st.sampled_from(["PAR", "SIPAS", "PAPI", "PCI"]),
    year=st.sampled_from([2015, 2018, 2021, 2024]),
    region=st.sampled_from(["", "SE", "MRD"]),
    units=st.lists(st.sampled_from(["01", "22", "48"]), unique=True, max_size=3),
    text=st.text(max_size=90),
    view=st.sampled_from(["ranks", "scores"]),
    against=st.sampled_from(["mean", "22"]),
    lang=st.sampled_from(["vi", "en"]),
)
def test_a_state_survives_its_query(**values):
    state = replace(read(values), problems=())
    assert read(to_query(state)) == state


@given(st.text(max_size=300))
def test_no_query_breaks_a_page(query):
    state = read(query)
    assert replace(read(to_query(state)), problems=()) == replace(state, problems=())


def test_lone_surrogates_and_control_characters_never_leave():
    assert read("text=a%00b%ED%A0%80c").text.isprintable()
    to_query(read({"text": "\ud800x"})).encode()


def test_links_keep_the_language_and_drop_the_rest():
    state = read("year=2021&text=hue&lang=en")
    assert href(state, "/units/79") == "/units/79?lang=en"
    assert href(state, "/compare", index="PAR", units=("01", "22")) == (
        "/compare?index=PAR&units=01,22&lang=en"
    )
    assert href(state, lang="vi") == "/rankings?index=PAPI&year=2021&indicator=total&text=hue"


@pytest.mark.parametrize(
    ("path", "matches"),
    [("/units/79", True), ("/units/79/", True), ("/units/", False), ("/units/79/x", False)],
)
def test_a_page_with_a_code_takes_one_more_part(path, matches):
    assert Page("/units/<code>", "unit", "Unit", 9).matches(path) is matches


def test_an_address_no_browser_sends_is_the_first_page():
    assert split("http://[broken/x?y") == ("/", "")
    assert split("http://h/units/79?lang=en#x") == ("/units/79", "lang=en")


def _whole(text):
    return str(int(text)) if text.isdigit() and 1 < int(text) < 7 else None


OWN = Page(path="/x", name="x", title="X", order=9, options={"k": Option("3", _whole)})


@pytest.mark.parametrize(
    ("query", "value", "problems", "written"),
    [("", "3", 0, ""), ("k=05", "5", 0, "k=5"), ("k=3", "3", 0, ""), ("k=<b>", "3", 1, "")],
)
def test_a_page_reads_and_writes_its_own_keys(query, value, problems, written):
    state = parse_state("/x", query, CATALOGUE, page_defaults(OWN, "vi"))
    assert (state.option("k"), len(state.problems), to_query(state)) == (value, problems, written)
    assert to_query(state.with_options(k="6")) == "k=6"
    assert not state.same(state.with_options(k="6"), ("k",)) and state.same(state, ("k",))
