"""Figures on which sources differ, what the rule chose and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from indices.analysis.conflicts import conflicts
from indices.catalogue import Catalogue
from layouts.components.remarks import remark
from layouts.components.terms import kind_name
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_RIVAL = re.compile(r"^(?P<value>.+) \((?P<source>[^,]+), (?P<status>\w+)\)$")
Row = Mapping[str, Any]


class Rivals:
    """The conflicts of one build with everything their words need."""

    def __init__(self, reader: Reader, catalogue: Catalogue, w: Wording) -> None:
        """Read the observations that have rivals and compare them."""
        observations = reader.rivals()
        found = conflicts(observations)
        self.rows: list[Row] = [
            {str(key): value for key, value in row.items()}
            for row in found.astype(object).where(found.notna(), None).to_dict("records")
        ]
        self.uncompared = reader.uncompared()
        self.catalogue, self.w = catalogue, w
        self.reasons = _texts(observations, "overruled")
        self.remarks = _texts(observations, "remark")

    def told(self, row: Row, source: str) -> str:
        """Return the remark on a rival figure, empty where the data have none."""
        return remark(self.remarks.get(_key(row, source)), self.w)

    def reason(self, row: Row) -> str:
        """Return why an editor chose the shown figure, empty where nobody did."""
        return self.reasons.get(_key(row, row["chosen_source"]), "")


def left_out(n_facts: int, w: Wording) -> str:
    """Say that figures of older years are not compared; empty where all are."""
    if not n_facts:
        return ""
    return w.t(
        "Several sources state {n} more figures, of older years, which are not compared here; "
        "each figure still shows all that was said about it.",
        n=w.number(n_facts, 0),
    )


def _key(row: Row, source: str) -> tuple[Any, ...]:
    return (row["index"], row["year"], row["unit"], row["indicator"], source)


def _texts(observations: pd.DataFrame, column: str) -> dict[tuple[Any, ...], str]:
    """Return what stands in a column of texts, by fact and source."""
    told = observations[observations[column].notna()]
    names = ("index", "year", "unit", "indicator", "source")
    return dict(zip(zip(*(told[name] for name in names), strict=True), told[column], strict=True))


def rivals_of(row: Row) -> list[tuple[str, str, str]]:
    """Return (figure as printed, source, status) of all that differ from the shown figure."""
    texts = filter(None, (row["rivals"] or "").split("; "))
    found = (_RIVAL.match(text) for text in texts)
    return [(one["value"], one["source"], one["status"]) for one in found if one]


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
