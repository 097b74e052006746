"""Every chart has a finding, a source, a table that says the same, and files that hold it."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from layouts.theme import EMPTY_HEIGHT
from tests.browser.addresses import address, charted

pytestmark = pytest.mark.browser

_TABLE = """(card) => Array.from(card.querySelectorAll("table tr")).map(
    (row) => Array.from(row.querySelectorAll("th, td")).map((cell) => cell.textContent.trim()))"""


def shown_table(card):
    """The rows of a chart's table view, opened as a visitor opens it."""
    card.locator("summary, [aria-expanded]").first.click()
    card.locator("table tbody tr").first.wait_for()
    return card.evaluate(_TABLE)


def same(shown, raw):
    """Whether a cell of the page says what the cell of the file holds."""
    if raw == "":
        return shown in {"", "–"}
    plain = shown.replace("\u2212", "-").replace(",", "").lstrip("+")
    try:
        decimals = len(plain.partition(".")[2])
        return f"{float(raw):.{decimals}f}" == f"{float(plain):.{decimals}f}"
    except ValueError:
        return shown == raw.strip().lstrip("'")


def assert_files(page, card, title):
    """The table view of a chart, its CSV and its workbook say the same."""
    rows = shown_table(card)
    files = {
        kind: page.request.get(card.locator(f"a[href*='.{kind}?']").get_attribute("href"))
        for kind in ("csv", "xlsx")
    }
    text = files["csv"].body().decode("utf-8-sig")
    written = list(csv.reader(io.StringIO(text, newline="")))
    assert len(written) == len(rows), title
    for shown, raw in zip(rows, written, strict=True):
        # The last column of the file says which figure each cell is; the page needs no such.
        *raw, keys = raw
        assert keys and all(map(same, shown, raw)), (title, shown, raw)
        assert len(shown) == len(raw), title
    book = load_workbook(io.BytesIO(files["xlsx"].body()))
    assert book.worksheets[0].max_row == len(written), title
    assert len(book.worksheets) == 2, title


def assert_pictures(page, card, title):
    """A chart is saved as a raster and as a drawing."""
    for kind, start in {"png": b"\x89PNG", "svg": b"<svg"}.items():
        with page.expect_download() as caught:
            card.locator(f"[data-export={kind}]").click()
        content = caught.value.path().read_bytes()
        assert content.startswith(start) and len(content) > 1000, title


# A page that saves more than ten files in a row is asked for consent, which no test can give.
_MOST_SAVED = 5


@pytest.mark.parametrize("page", charted(), ids=lambda page: page.name)
def test_charts_can_be_taken_away_as_files_and_pictures(visit, page):
    cards = visit.open(address(page, "en")).page.locator("section.chart")
    assert cards.count()
    for number, card in enumerate(cards.all()):
        if number and number % _MOST_SAVED == 0:
            visit.open(address(page, "en"))
        title = card.locator("h3").inner_text()
        # A chart that says why it is empty has nothing to name a source of.
        empty = card.locator(".figure").bounding_box()["height"] == EMPTY_HEIGHT
        assert title.strip() and (empty or card.locator(".source").count()), title
        assert_files(visit.page, card, title)
        assert_pictures(visit.page, card, title)
