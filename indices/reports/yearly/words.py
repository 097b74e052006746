"""Words of the yearly report and of the workbook: names, figures and reasons in one language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from indices.catalogue import Catalogue, Index, Text
from indices.writing import UNKNOWN, Writing

if TYPE_CHECKING:
    from indices.frames import Row

MISSING = {
    "not_surveyed": Text("không khảo sát", "not surveyed"),
    "withheld": Text("không được công bố", "withheld by the publisher"),
    "unit_did_not_exist": Text("đơn vị hành chính chưa tồn tại", "the unit did not exist"),
    "indicator_did_not_exist": Text("chưa có chỉ số này", "the indicator did not exist"),
    "not_found": Text("chưa tìm thấy số liệu", "not found by us yet"),
    "not_published": Text("năm này không công bố chỉ số", "the index was not published that year"),
}
BASES = {
    "published": Text("công bố", "published"),
    "derived": Text("suy ra", "derived"),
    "computed": Text("tính toán", "computed"),
    "counts": Text("theo hạng và số lượng nhóm", "from rank and counts"),
    "thresholds": Text("tính từ điểm số", "from the score"),
}
PRECISIONS = {
    "exact": Text("chính xác", "exact"),
    "rounded": Text("làm tròn", "rounded"),
    "derived": Text("suy ra", "derived"),
}
STATUSES = {
    "accepted": Text("chấp nhận", "accepted"),
    "disputed": Text("còn tranh cãi", "disputed"),
    "rejected": Text("bị loại", "rejected"),
}
VERDICTS = {
    "yes": Text("✓ có", "✓ yes"),
    "no": Text("✗ không", "✗ no"),
    "unknown": Text("? chưa kiểm chứng được", "? cannot be checked"),
}
NO_CHANGE = {
    "no_previous": Text("không có năm trước", "no year before"),
    "not_comparable": Text(
        "không so sánh được: phương pháp thay đổi", "not comparable: method changed"
    ),
    "unknown_now": Text("năm nay chưa có số liệu", "not known this year"),
    "unknown_before": Text("năm trước chưa có số liệu", "not known the year before"),
}
_POINTS = Text("điểm", "points")
_MEAN = Text(
    "trung bình của {n}/{of} tỉnh, thành phố đối sánh", "mean of {n} of {of} benchmark provinces"
)
_NO_FOCUS = Text("điểm của {city} {reason}", "score of {city} {reason}")
_NO_OTHERS = Text(
    "điểm của các tỉnh, thành phố đối sánh {reason}", "scores of the benchmark provinces {reason}"
)
_INCOMPLETE = Text("chưa đủ", "incomplete")
_RESTS = Text("chưa tính {units}", "without {units}")


class Words(Writing):
    """Wording of one language with the names of the catalogue."""

    def __init__(self, lang: str, catalogue: Catalogue, year: int) -> None:
        super().__init__(lang)
        self.catalogue, self.year = catalogue, year

    @property
    def city(self) -> str:
        """Name of the city."""
        return self.name(self.catalogue.focus_name)

    @property
    def city_in_full(self) -> str:
        """Name of the city as a title writes it."""
        return self.name(self.catalogue.unit(self.catalogue.focus).name)

    def unit(self, code: str) -> str:
        """Name of a unit of the year; one that was merged keeps the name it had."""
        if code == self.catalogue.focus:
            return self.city
        of_year = self.catalogue.units.get((self.catalogue.vintage(self.year), code))
        return self.name((of_year or self.catalogue.unit(code)).name)

    def units(self, codes: Iterable[str]) -> str:
        """Names of units, joined."""
        return self.listing([self.unit(code) for code in codes])

    def head(self, index: Index) -> str:
        """Return "PAPI 2023"."""
        return f"{self.name(index.short_name)} {self.year}"

    def part(self, index: Index, code: str) -> str:
        """Name of an indicator in the year, with the code of a dimension before it."""
        name = self.name(index.indicator(code).name_in(self.year))
        return f"{code} {name}" if code[0] == "D" and code[1:].isdigit() else name

    def scale(self, index: Index, code: str = "total") -> str:
        """Unit of an indicator's score."""
        return "%" if index.unit_of(code) == "%" else self.name(_POINTS)

    def score(self, index: Index, row: Row) -> str:
        """Write the score of a row: "86,97", "≈ 84" where its source rounds it, "–"."""
        if row["score"] is None:
            return UNKNOWN
        rounded = row["precision"] == "rounded"
        text = self.number(row["score"], 0 if rounded else index.decimals)
        return f"≈ {text}" if rounded else text

    def points(self, index: Index, difference: float) -> str:
        """Write a difference of scores, which is in points even where scores are in %."""
        return f"{self.number(difference, index.decimals)} {self.name(_POINTS)}"

    def grade(self, index: Index, grade: str | None) -> str:
        """Name of a group without its bounds; "–" for none."""
        return UNKNOWN if grade is None else self.name(index.grading.name(grade)).partition(" (")[0]

    def mean(self, gap: Row) -> str:
        """Name the mean that a gap is held against, and who is not in it."""
        of = len(self.catalogue.benchmark)
        text = self.say(_MEAN, n=gap["n_reference"], of=of)
        out = [code for code in (gap["missing_reference"] or "").split(";") if code]
        return f"{text} ({self.say(_RESTS, units=self.units(out))})" if out else text

    def no_gap(self, gap: Row) -> str:
        """Say why a gap is unknown."""
        who, _, reason = str(gap["reason"]).partition("_")
        text = _NO_FOCUS if who == "focus" else _NO_OTHERS
        said = self.name(_INCOMPLETE) if reason == "incomplete" else self.of(MISSING, reason)
        return self.say(text, city=self.city, reason=said)

    def sources(self, codes: Iterable[str]) -> str:
        """Write the codes of sources, which the last chapter explains."""
        listed = list(dict.fromkeys(codes))
        return ", ".join(f"[{code}]" for code in listed)


def place(row: Row) -> str:
    """Write a rank with the number of ranked units: "36/61"; "–" for none."""
    if row["rank"] is None:
        return UNKNOWN
    return f"{row['rank']}/{row['rank_of']}" if row["rank_of"] else str(row["rank"])


def first_source(row: Row) -> str:
    """Return the code of the source that a row's figure was taken from; empty for none."""
    return str(row["sources"] or "").partition(";")[0]
