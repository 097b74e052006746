"""Figures on which sources differ, what the rule chose and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dash import dcc, html
from dash.development.base_component import Component

from indices.analysis.conflicts import conflicts
from indices.catalogue import Catalogue
from layouts.components import terms
from layouts.components.remarks import remark
from layouts.components.stacked import stacked_table
from layouts.components.terms import kind_name, status_name
from layouts.urls import PageState, href
from layouts.wording import UNKNOWN, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_RIVAL = re.compile(r"^(?P<value>.+) \((?P<source>[^,]+), (?P<status>\w+)\)$")
Row = Mapping[str, Any]


class Rivals:
    """The conflicts of one build with everything their words need."""

    def __init__(self, reader: Reader, catalogue: Catalogue, state: PageState, w: Wording) -> None:
        """Read the observations that have rivals and compare them."""
        observations = reader.rivals()
        found = conflicts(observations)
        self.rows: list[Row] = [
            {str(key): value for key, value in row.items()}
            for row in found.astype(object).where(found.notna(), None).to_dict("records")
        ]
        self.catalogue, self.state, self.w = catalogue, state, w
        told = observations[observations["remark"].notna()]
        keys = zip(
            *(told[name] for name in ("index", "year", "unit", "indicator", "source")), strict=True
        )
        self.remarks = dict(zip(keys, told["remark"], strict=True))

    def table(self) -> Component:
        """Return one row per figure: what is shown, why, and all that differ from it."""
        w = self.w
        if not self.rows:
            return html.P(w.t("No two sources differ."), className="note")
        heads = [w.t("Figure"), w.t("Shown"), w.t("Why"), w.t("The others")]
        rows = [
            [
                self._fact(row),
                self._chosen(row),
                why(row, self.catalogue, w),
                self._others(row),
            ]
            for row in self.rows
        ]
        return stacked_table(w.t("Figures on which sources differ"), heads, rows, "rivals")

    def _fact(self, row: Row) -> list[Component]:
        """Name unit, index, year and whether score, rank or grade is meant."""
        catalogue, w = self.catalogue, self.w
        unit = catalogue.unit(row["unit"], catalogue.vintage(row["year"]))
        index = catalogue.indices[row["index"]]
        parts = [terms.index_year(index, row["year"], w), figure_name(row["what"], w)]
        if row["indicator"] != "total":
            parts.insert(1, terms.indicator_name(index, row["indicator"], row["year"], w))
        return [
            dcc.Link(w.unit_name(unit), href=href(self.state, f"/units/{unit.code}")),
            html.Span(" · ".join(parts), className="line muted"),
        ]

    def _chosen(self, row: Row) -> list[Any]:
        if row["chosen"] is None:
            return [html.Span(self.w.t("nothing"), className="muted")]
        return [
            html.Strong(value_text(row["chosen"], self.w)),
            " ",
            self._source(row["chosen_source"]),
            *self._told(row, row["chosen_source"]),
        ]

    def _others(self, row: Row) -> list[Any]:
        others: list[Any] = []
        for text in filter(None, (row["rivals"] or "").split("; ")):
            rival = _RIVAL.match(text)
            if rival is None:
                others.append(html.Span(text, className="line"))
                continue
            about = [value_text(rival["value"], self.w), " ", self._source(rival["source"])]
            if rival["status"] != "accepted":
                about += [", ", status_name(rival["status"], self.w)]
            others.append(html.Span(about, className="line"))
            others += self._told(row, rival["source"])
        return others or [html.Span(UNKNOWN)]

    def _told(self, row: Row, source: str) -> list[Component]:
        """Return the remark on a rival figure, if the data have one."""
        key = (row["index"], row["year"], row["unit"], row["indicator"], source)
        text = remark(self.remarks.get(key), self.w)
        return [html.Span(text, className="line muted")] if text else []

    def _source(self, code: str) -> Component:
        source = self.catalogue.sources[code]
        return dcc.Link(
            f"({code})",
            href=href(self.state, source=code, text=""),
            title=f"{source.publisher}: {source.title}",
        )


def why(row: Row, catalogue: Catalogue, w: Wording) -> str:
    """Say which step of the rule decided."""
    if row["chosen"] is None:
        return w.t("All are rejected, so none of them is shown.")
    if not row["rivals"]:
        return w.t("It is disputed, and there is no other.")
    rival = _RIVAL.match(row["rivals"].split("; ")[0])
    kinds = [catalogue.sources[row["chosen_source"]].kind]
    kinds += [catalogue.sources[rival["source"]].kind] if rival else []
    first, *_, last = [kind_name(kind, w) for kind in [*kinds, kinds[-1]]]
    return {
        "status": w.t("The others are rejected or disputed."),
        "kind": w.t("By kind of source: {first} before {second}.", first=first, second=last),
        "printed": w.t("A printed rank stands before a derived one."),
        "precision": w.t("Exact before rounded before derived."),
        "decimals": w.t("It has more decimals."),
        "newer": w.t("Its source is newer."),
        "source": w.t("Equal in all else; first by the code of the source."),
        "imported": w.t("The same source said it later."),
        "overruled": w.t("An editor chose it."),
    }[row["why"]]


def figure_name(what: str, w: Wording) -> str:
    """Write which figure is meant."""
    return {"score": w.t("score"), "rank": w.t("rank"), "grade": w.t("group")}[what]


def value_text(value: str, w: Wording) -> str:
    """Write a figure, which arrives as printed, with the signs of the language."""
    whole, point, decimals = value.partition(".")
    if not whole.isdigit():
        return value
    return w.number(float(value), len(decimals)) if point else value
