"""A random 200 numbers an index out of imported workbooks: the cell that is named holds each."""

from __future__ import annotations

import random
import shutil
from functools import lru_cache

import pytest
from openpyxl import load_workbook

from app import create_app
from indices import build
from indices.analysis.provenance import choices
from indices.database.reader import Reader
from indices.loaders.numbers import parse_number
from indices.settings import Settings
from tests.http.test_pages import page
from tests.indices.loaders.formats import papi_files
from tests.indices.loaders.formats.made import workbook
from tests.indices.sheets import CATALOGUE

N_NUMBERS = 200
# The API asks the same rule of provenance, one number a request.
N_REQUESTS = 20
NAMES = [unit.name.vi for unit in CATALOGUE.units_of(63)]
SOURCE = build.SourceInfo("Cơ quan công bố", "Phụ lục", kind="press")
PAR = ["STT", "Tỉnh, thành phố", "Điểm thẩm định", "SIPAS", "Khảo sát lãnh đạo, quản lý",
       "Chỉ số", "Xếp hạng"]  # fmt: skip
SIPAS = ["Xếp hạng", "Tỉnh, thành phố", "Tiếp cận dịch vụ", "Thủ tục hành chính",
         "Kết quả cung ứng dịch vụ", "Chỉ số hài lòng chung"]  # fmt: skip
PCI = ["PCI tổng hợp", "Gia nhập thị trường", "Chi phí thời gian", "Chi phí không chính thức"]


def printed(value: float, place: int) -> object:
    """As people type it: a number, or a text with a decimal comma."""
    return value if place % 3 else f"{value:.2f}".replace(".", ",")


def falling(start: float, step: float = 0.11) -> list[float]:
    """A figure for each province, the highest first."""
    return [round(start - step * place, 2) for place in range(len(NAMES))]


def par(path):
    columns = [falling(59, 0.13), falling(9.6, 0.05), falling(23, 0.09), falling(93, 0.23)]
    rows = [
        [rank, name, *(printed(value, rank) for value in figures), rank]
        for rank, (name, *figures) in enumerate(zip(NAMES, *columns, strict=True), start=1)
    ]
    return workbook(path / "par.xlsx", {"PL1": [["Chỉ số CCHC năm 2020"], PAR, *rows]})


def sipas(path):
    columns = [falling(90), falling(89), falling(88), falling(87)]
    rows = [
        [rank, name, *(printed(value, rank) for value in figures)]
        for rank, (name, *figures) in enumerate(zip(NAMES, *columns, strict=True), start=1)
    ]
    return workbook(path / "sipas.xlsx", {"Bảng 1": [["SIPAS 2019"], SIPAS, *rows]})


def pci(path):
    heading = [text for name in PCI for text in (name, "")]
    lists = []
    for place, start in enumerate((73, 9.1, 8.9, 8.5)):
        names = random.Random(place).sample(NAMES, len(NAMES))
        lists += [
            names,
            [printed(one, place) for one in falling(start, 0.17 if not place else 0.03)],
        ]
    rows = [list(row) for row in zip(*lists, strict=True)]
    sheets = {"Summary": [["PCI 2023"], heading, ["Tỉnh", "Điểm"] * len(PCI), *rows]}
    areas = [f"{left}2:{right}2" for left, right in ("AB", "CD", "EF", "GH")]
    return workbook(path / "pci.xlsx", sheets, {"Summary": areas})


def papi(path):
    """Totals of 2014 stand there as formulas without a value, which a person cannot look up."""
    return papi_files.master(path / "papi.xlsx", (2014, 2018, 2019))


@pytest.fixture(scope="module")
def imported(tmp_path_factory, database_url):
    """A client and a reader of figures of data/ and of four imported workbooks, and these."""
    folder = tmp_path_factory.mktemp("imported")
    path = folder / "indices.db"
    shutil.copy(database_url.removeprefix("sqlite:///"), path)
    url = f"sqlite:///{path.as_posix()}"
    files = {make.__name__.upper(): make(folder) for make in (par, sipas, pci, papi)}
    for file in files.values():
        done = build.import_file(file, build.Asked(), SOURCE, "Lan", url)
        assert done.written, [one.sentence() for one in done.report.of("blocking")]
    reader = Reader(url)
    app = create_app(Settings(database_url=url, register=folder / "register"), reader)
    return app.server.test_client(), reader, files


@pytest.mark.parametrize("path", ["/data/conflicts", "/data/findings", "/data", "/data/import",
                                  "/rankings?index=PAR&year=2020", "/rankings?index=PCI&year=2023",
                                  "/compare?index=SIPAS&year=2019", "/units/79"])  # fmt: skip
def test_pages_show_figures_of_sources_that_only_importers_named(imported, path):
    client, *_ = imported
    code = client.get("/api/v1/observations?index=PCI&year=2023").json["items"][0]["source"]
    between = "&" if "?" in path else "?"
    for query in ("lang=en", f"source={code}"):
        shown = page(client, f"{path}{between}{query}")
        assert '"role": "alert", "className": "error"' not in shown


@lru_cache(maxsize=4)
def opened(path):
    return load_workbook(path)


def own_figure(found, file):
    """Which figure of a fact a file holds, and its row, among what is shown and its rivals."""
    return next((figure, row) for figure, *rows in found
                for row in rows if row is not None and row["file"] == file)  # fmt: skip


@pytest.mark.parametrize("index", ["PAR", "SIPAS", "PAPI", "PCI"])
def test_the_sheet_and_cell_of_an_imported_number_hold_it(imported, index):
    client, reader, files = imported
    file = files[index]
    observations = reader.observations(index)
    facts = observations.groupby(["year", "unit", "indicator"]).indices
    held = observations[(observations["file"] == file.name) & observations["cell"].notna()]
    if index == "PAPI":
        held = held[held["indicator"] != "total"]
    keys = sorted(set(zip(held["year"], held["unit"], held["indicator"], strict=True)))
    asked = random.Random(index).sample(keys, N_NUMBERS)
    for key in asked:
        chosen = choices(observations.iloc[facts[key]])
        found = [(one.figure, one.shown, *(rival.row for rival in one.rivals)) for one in chosen]
        figure, own = own_figure(found, file.name)
        value = opened(file)[own["sheet"]][own["cell"]].value
        number = value if isinstance(value, int | float) else parse_number(value).value
        assert number == pytest.approx(own[figure], abs=1e-9), (key, own["sheet"], own["cell"])
        if key in asked[:N_REQUESTS]:
            year, unit, indicator = key
            query = f"index={index}&year={year}&unit={unit}&indicator={indicator}"
            (item,) = client.get(f"/api/v1/provenance?{query}").json["items"]
            found = [(one["figure"], one["shown"], *one["others"]) for one in item["choices"]]
            said, told = own_figure(found, file.name)
            names = ("sheet", "cell", figure)
            assert (said, *map(told.get, names)) == (figure, *map(own.get, names)), query
