"""A random 200 numbers an index out of imported workbooks: the cell that is named holds each."""

from __future__ import annotations

import random
import shutil
from functools import lru_cache

import pytest
from openpyxl import load_workbook

from app import create_app
from indices import build
from indices.loaders.numbers import parse_number
from indices.settings import Settings
from tests.http.test_pages import page
from tests.indices.loaders.formats import papi_files
from tests.indices.loaders.formats.made import workbook
from tests.indices.sheets import CATALOGUE

N_NUMBERS = 200
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
    """A client of a server whose figures come from data/ and four imported workbooks, and these."""
    folder = tmp_path_factory.mktemp("imported")
    path = folder / "indices.db"
    shutil.copy(database_url.removeprefix("sqlite:///"), path)
    url = f"sqlite:///{path.as_posix()}"
    files = {make.__name__.upper(): make(folder) for make in (par, sipas, pci, papi)}
    for file in files.values():
        done = build.import_file(file, build.Asked(), SOURCE, "Lan", url)
        assert done.written, [one.sentence() for one in done.report.of("blocking")]
    app = create_app(Settings(database_url=url, register=folder / "register"))
    return app.server.test_client(), files


@pytest.mark.parametrize("path", ["/data/conflicts", "/data/findings", "/data", "/data/import",
                                  "/rankings?index=PAR&year=2020", "/rankings?index=PCI&year=2023",
                                  "/compare?index=SIPAS&year=2019", "/units/79"])  # fmt: skip
def test_pages_show_figures_of_sources_that_only_importers_named(imported, path):
    client, _ = imported
    code = client.get("/api/v1/observations?index=PCI&year=2023").json["items"][0]["source"]
    between = "&" if "?" in path else "?"
    for query in ("lang=en", f"source={code}"):
        shown = page(client, f"{path}{between}{query}")
        assert '"role": "alert", "className": "error"' not in shown


@lru_cache(maxsize=4)
def opened(path):
    return load_workbook(path)


@pytest.mark.parametrize("index", ["PAR", "SIPAS", "PAPI", "PCI"])
def test_the_sheet_and_cell_of_an_imported_number_hold_it(imported, index):
    client, files = imported
    years = {one["year"] for one in client.get("/api/v1/coverage").json["items"]
             if one["index"] == index and one["n_scores"]}  # fmt: skip
    facts = [
        one
        for year in sorted(years)
        for one in client.get(f"/api/v1/observations?index={index}&year={year}").json["items"]
        if one["file"] == files[index].name and one["cell"]
        if not (index == "PAPI" and one["indicator"] == "total")
    ]
    for fact in random.Random(index).sample(facts, N_NUMBERS):
        key = "&".join(f"{name}={fact[name]}" for name in ("index", "year", "unit", "indicator"))
        (item,) = client.get(f"/api/v1/provenance?{key}").json["items"]
        (figure, own) = next(
            (choice["figure"], one)
            for choice in item["choices"]
            for one in (choice["shown"], *choice["others"])
            if one and one["file"] == files[index].name
        )
        held = opened(files[index])[own["sheet"]][own["cell"]].value
        number = held if isinstance(held, int | float) else parse_number(held).value
        assert number == pytest.approx(own[figure], abs=1e-9), (key, own["sheet"], own["cell"])
