"""What a label of a PAPI table says: a number, a name, and which statistic of a score."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indices.catalogue import Index
from indices.loaders.labels import IndicatorLabels
from indices.loaders.names import fold

# The questionnaire of 2019 has every sub-dimension from 2018 on; numbers of later years keep the
# places of those that were dropped (5.2 stays blank after construction permits).
_NUMBERED_YEAR = 2019
_NUMBER = re.compile(
    r"\s*(?:(?P<word>chỉ số nội dung|nội dung|trục nội dung|trục|lĩnh vực|dimension|d)\s*)?"
    r"(?P<dimension>[1-8])(?:\.(?P<part>[1-9])(?![0-9]))?(?P<mark>\s*[:.)]|\s|$)\s*(?P<name>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CODED = re.compile(r"SC(?P<dimension>[1-8])(?P<part>[1-9])", re.IGNORECASE)
_YEARS = re.compile(
    r"(?<![0-9])(20[1-9][0-9])[\s_-]*PAPI|PAPI[\s_-]*(?:năm\s*)?(20[1-9][0-9])", re.I
)
_SHEET_YEAR = re.compile(r"(?<![0-9])(20[1-9][0-9])(?![0-9])")
_STATISTICS = {
    "lower": re.compile(r"cận dưới|giới hạn dưới|lower|ci[\s_]*low|\blb\b|\blow\b", re.I),
    "upper": re.compile(r"cận trên|giới hạn trên|upper|ci[\s_]*(?:up|high)|\bub\b|\bhigh\b", re.I),
    "standard_error": re.compile(r"sai số chuẩn|standard error|std\.?\s*err|\bse\b", re.I),
    "respondents": re.compile(r"số người trả lời|cỡ mẫu|respondents|sample size", re.I),
}
_WEIGHTED = re.compile(r"weighted|trongso")
_UNWEIGHTED = re.compile(r"unweighted|(?:khong|chua)(?:co|tinh)?trongso")
_PLAIN_TOTAL = re.compile(
    r"(?:chisopapi|papi|tongdiem|tongdiempapi|totalpapi(?:score)?|papi(?:total|score))(?:20\d\d)?"
)
_OF_ALL = re.compile(r"papi|tongdiem|^(?:un)?weighted")
_LONGEST = 80


@dataclass(frozen=True)
class Label:
    """A label in its parts.

    Attributes:
        text: the label as printed.
        total: "total", "weighted_total" or "" when it is neither.
        dimension: number of the dimension, 0 when the label bears none.
        part: number of the sub-dimension in it, 0 when the label bears none.
        name: the label without its number and signs.
        statistic: "score", "lower", "upper", "standard_error" or "respondents".
    """

    text: str
    total: str = ""
    dimension: int = 0
    part: int = 0
    name: str = ""
    statistic: str = "score"

    @property
    def numbered(self) -> bool:
        """Whether the label bears a number."""
        return self.dimension > 0

    @property
    def bare(self) -> bool:
        """Whether it names a statistic only, of whatever stands beside it."""
        return self.statistic != "score" and not self.total and not self.numbered


def read_label(text: str) -> Label:
    """Take a label apart."""
    if coded := _CODED.fullmatch(text.strip()):
        return Label(text, dimension=int(coded["dimension"]), part=int(coded["part"]))
    statistic = _statistic(text)
    match = _NUMBER.fullmatch(text)
    if not match and (total := _total(text)):
        return Label(text, total=total, statistic=statistic)
    if match and (match["word"] or match["part"] or match["mark"].strip()):
        name = match["name"].strip(" *:")
        return Label(text, "", int(match["dimension"]), int(match["part"] or 0), name, statistic)
    return Label(text, name=text.strip(" *:"), statistic=statistic)


def years_in(text: str) -> set[int]:
    """Return the years that a text connects with PAPI."""
    return {int(year) for found in _YEARS.findall(text) for year in found if year}


def years_in_name(sheet: str) -> set[int]:
    """Return the years in the name of a sheet."""
    return {int(year) for year in _SHEET_YEAR.findall(sheet)}


def canonical(label: Label, index: Index) -> str | None:
    """Return the code that a number stands for in the numbering that exports use since 2018."""
    dimension = f"D{label.dimension}"
    if not label.numbered or dimension not in index:
        return None
    if not label.part:
        return dimension
    parts = index.children(dimension, _NUMBERED_YEAR)
    return parts[label.part - 1].code if label.part <= len(parts) else None


def by_name(label: Label, index: Index, labels: IndicatorLabels) -> str | None:
    """Return the code that the words of a label name, of the level and dimension of its number."""
    code = labels.match(label.name) if label.name else None
    if code is None or not label.numbered:
        return code
    indicator = index.indicator(code)
    wanted = "sub-dimension" if label.part else "dimension"
    return code if indicator.level == wanted else None


def _statistic(text: str) -> str:
    if len(text) > _LONGEST:
        return "score"
    return next((name for name, found in _STATISTICS.items() if found.search(text)), "score")


def _total(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    folded = fold(text)
    # "trong số" is also Vietnamese for "among", in the long labels of indicators.
    if _OF_ALL.search(folded) and _WEIGHTED.search(folded):
        return "total" if _UNWEIGHTED.search(folded) else "weighted_total"
    return "total" if _PLAIN_TOTAL.fullmatch(folded) else ""
