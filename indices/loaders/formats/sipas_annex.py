"""F10: tables of SIPAS: provinces by factors in per cent, ordered by rank or by name."""

from __future__ import annotations

import re

from indices.catalogue import Catalogue, Text
from indices.loaders.book import Book
from indices.loaders.formats.base import Match, Reading, Request
from indices.loaders.formats.plan import (
    Meaning,
    Plan,
    column_finding,
    match_plans,
    plans_of,
    read_plans,
    year_of,
)
from indices.loaders.formats.tables import UnitTable, plain
from indices.loaders.labels import indicator_labels
from indices.loaders.names import fold
from indices.said import said

_TOTAL = re.compile(
    r"(chiso|mucdo|tyle)?(hailong)?(chung)?(sipas)?|(chiso)?sipas(chung|tonghop)?|"
    r"(chiso|mucdo)hailong(chung|cuanguoidan)*|overallsatisfaction"
)
_ABOUT = re.compile(r"hailong|sipas")
_NUMBERING = re.compile(r"^\s*(?:yếu tố\s*)?[0-9]+\s*[.:)]\s*", re.I)


class SipasAnnex:
    """The Ministry's tables of SIPAS."""

    code = "F10"
    name = Text("Bảng SIPAS của Bộ Nội vụ", "Table of SIPAS, Ministry of Home Affairs")
    expected = Text(
        "bảng tỉnh, thành phố với chỉ số hài lòng chung và các yếu tố, tính bằng %",
        "a table of provinces with overall satisfaction and its factors, in per cent",
    )

    def match(self, book: Book, catalogue: Catalogue) -> Match | None:
        """Know a table by the names of two factors, or by its title and its total."""
        plans = plans_of(book, catalogue, plan_table)
        if not plans:
            return None
        found = {meaning.indicator for plan in plans for meaning in plan.meanings.values()}
        missing = () if "total" in found else ("total",)
        return match_plans(self, "SIPAS", plans, self.expected, missing)

    def read(self, book: Book, request: Request) -> Reading:
        """Read every table."""
        return read_plans(book, request, self.code, "SIPAS", plan_table)


def plan_table(table: UnitTable, file: str, request: Request) -> Plan | None:
    """Return how a table of SIPAS is read, None when it is none.

    Factors have the same names before and after 2022 and are other indicators, so that a table
    without a year is not read.
    """
    year, findings = year_of(table, request, file)
    labels = indicator_labels(request.catalogue, "SIPAS", year)
    known = {fold(name) for name in _factor_names(request.catalogue)}
    meanings: dict[int, Meaning] = {}
    factors = 0
    for column in table.columns:
        heading = table.heading.get(column, ())
        if not heading or table.is_serial(column):
            continue
        own = plain(_NUMBERING.sub("", heading[-1]))
        factors += own in known
        if table.is_rank(column):
            meanings[column] = Meaning("total", "rank")
        elif code := labels.match(own):
            meanings[column] = Meaning(code)
        elif _TOTAL.fullmatch(own):
            meanings[column] = Meaning("total")
        elif table.has_numbers(column) and year:
            expected = said("a factor of SIPAS {year}; the column is left out", year=year)
            findings.append(
                column_finding(table, file, column, "unknown_column", "warning", expected)
            )
    titled = bool(_ABOUT.search(fold(" ".join((*table.title, *map(table.label, table.columns))))))
    if "thamdinh" in fold(" ".join(map(table.label, table.columns))):
        return None
    if factors < 2 and not (titled and Meaning("total") in meanings.values()):
        return None
    needs = () if year else ("year",)
    return Plan(table, meanings, year or 0, findings=tuple(findings), needs=needs)


def _factor_names(catalogue: Catalogue) -> list[str]:
    factors = [item for item in catalogue.indices["SIPAS"].indicators if item.level != "total"]
    return [name for item in factors for name in (item.name.vi, item.name.en)]


FORMAT = SipasAnnex()
