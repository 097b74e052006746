"""F9: annexes of PAR INDEX: a table of totals by method, or tables of single domains."""

from __future__ import annotations

import re

from indices.catalogue import Catalogue, Index, Text
from indices.findings import Finding, Severity
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
from indices.loaders.names import fold
from indices.said import said

# Folded headings, tried in this order: a group heading stands above those of its columns.
_ROLES = (
    (re.compile(r"nhom|xeploai|phannhom|xepnhom"), Meaning("total", "grade")),
    (re.compile(r".*thamdinh.*"), Meaning("moha_appraisal")),
    (re.compile(r".*xahoihoc.*"), Meaning("survey")),
    (re.compile(r".*(sipas|hailong).*"), Meaning("sipas_criterion")),
    (re.compile(r".*(khaosat|ykien).*(lanhdao|quanly).*"), Meaning("leader_survey")),
    (re.compile(r".*(kinhtexahoi|ktxh).*"), Meaning("socioeconomic_impact")),
    (
        re.compile(r"(tong)?(diem)?(danhgia)?tacdong(cuacchc|cuacaicachhanhchinh)?"),
        Meaning("impact"),
    ),
    (
        re.compile(
            r"(ketqua)?(chiso|tongdiem)(tonghop|chung|cchc|caicachhanhchinh|parindex)*|parindex"
        ),
        Meaning("total"),
    ),
)
_TOTALS = {"total", "moha_appraisal"}
_NUMBER = re.compile(r"(?:lĩnh vực|chỉ số thành phần)\s*(?:số\s*)?([1-8])(?![0-9])", re.I)
_MAXIMUM = re.compile(r"tối đa[^0-9]{0,12}([0-9]+(?:[.,][0-9]+)?)", re.I)
_PERCENT = re.compile(r"%|phần trăm|tỷ lệ|tỉ lệ", re.I)
_POINTS = re.compile(r"điểm", re.I)


class ParAnnex:
    """The Ministry's tables of PAR INDEX, as people convert them from its documents."""

    code = "F9"
    name = Text("Phụ lục PAR INDEX của Bộ Nội vụ", "Annex of PAR INDEX, Ministry of Home Affairs")
    expected = Text(
        "bảng tỉnh, thành phố với Điểm thẩm định, Điểm đánh giá tác động, Chỉ số; hoặc bảng của "
        "từng lĩnh vực với điểm đạt được, xếp hạng",
        "a table of provinces with Điểm thẩm định, Điểm đánh giá tác động and Chỉ số, or tables of "
        "single domains with points and rank",
    )

    def match(self, book: Book, catalogue: Catalogue) -> Match | None:
        """Know an annex by the heading of its columns or the domain in its title."""
        plans = plans_of(book, catalogue, plan_table)
        if not plans:
            return None
        found = {meaning.indicator for plan in plans for meaning in plan.meanings.values()}
        whole = any("measure" in plan.needs for plan in plans) or not _TOTALS & found
        return match_plans(self, "PAR", plans, self.expected, () if whole else _missing(found))

    def read(self, book: Book, request: Request) -> Reading:
        """Read every table of the annex."""
        return read_plans(book, request, self.code, "PAR", plan_table)


def _missing(found: set[str]) -> tuple[str, ...]:
    impact = {"impact", "survey", "sipas_criterion", "leader_survey", "socioeconomic_impact"}
    tests = (
        ("moha_appraisal", "moha_appraisal" in found),
        ("impact", bool(impact & found)),
        ("total", "total" in found),
    )
    return tuple(name for name, there in tests if not there)


def plan_table(table: UnitTable, file: str, request: Request) -> Plan | None:
    """Return how a table of PAR INDEX is read, None when it is none."""
    index = request.catalogue.indices["PAR"]
    year, findings = year_of(table, request, file)
    columns = [column for column in table.columns if not table.is_serial(column)]
    domain = _domain_of_title(table, index)
    domains = {c: code for c in columns if (code := _domain(table.own(c), index))}
    plan: Plan | None
    if len(domains) >= 2:
        plan = _wide(table, domains, file, request)
    elif domain:
        plan = _single(table, columns, domain, file, request)
    else:
        plan = _totals(table, columns, file)
    if plan is None:
        return None
    needs = plan.needs if year else (*plan.needs, "year")
    findings += [*plan.findings, *_left_out(table, columns, plan, file)]
    return Plan(table, plan.meanings, year or 0, plan.maxima, tuple(findings), needs)


def _totals(table: UnitTable, columns: list[int], file: str) -> Plan | None:
    roles = {column: role for column in columns if (role := _role(table, column))}
    if Meaning("moha_appraisal") not in roles.values() and not (
        Meaning("total") in roles.values() and _is_par(table)
    ):
        return None
    meanings: dict[int, Meaning] = {}
    findings = []
    # "Chỉ số" before "Tổng điểm" where a table prints both.
    for column in sorted(roles, key=lambda one: "tongdiem" in fold(table.label(one))):
        if roles[column] in meanings.values():
            expected = said(
                "one column of {code}; this further one is left out", code=roles[column].indicator
            )
            findings.append(
                column_finding(table, file, column, "repeated_column", "warning", expected)
            )
        else:
            meanings[column] = roles[column]
    return Plan(table, meanings, findings=tuple(findings))


def _single(
    table: UnitTable, columns: list[int], domain: str, file: str, request: Request
) -> Plan | None:
    """Plan the table of one domain: points, per cent of the maximum, rank."""
    labels = {column: table.label(column) for column in columns}
    ranks = [column for column in columns if table.is_rank(column)]
    maximum = [c for c in columns if "toida" in fold(labels[c]) and not _MAXIMUM.search(labels[c])]
    scores = [c for c in columns if c not in (*ranks, *maximum) and table.has_numbers(c)]
    points = [c for c in scores if _measure([labels[c]]) == "points"]
    percent = [c for c in scores if _measure([labels[c]]) == "percent"]
    unclear = [c for c in scores if c not in (*points, *percent)]
    if not scores and not ranks:
        return None
    needs: tuple[str, ...] = ()
    if not points and unclear:
        if request.measure is None:
            needs = ("measure",)
        points = unclear[:1] if request.measure == "points" else []
    meanings = {column: Meaning(domain, "rank") for column in ranks[:1]}
    meanings |= {column: Meaning(domain, "max_points") for column in maximum[:1]}
    meanings |= {column: Meaning(domain) for column in points[:1]}
    percent = [c for c in scores if c not in points]
    findings = [_no_points(table, file, column, bool(points)) for column in percent]
    return Plan(table, meanings, 0, _maxima(table, [domain]), tuple(findings), needs)


def _wide(table: UnitTable, domains: dict[int, str], file: str, request: Request) -> Plan:
    """Plan a table with a column for each domain, all in points or all in per cent."""
    texts = [*table.title, *(table.label(column) for column in domains)]
    measure = _measure(texts) or request.measure
    maxima = {
        code: found[1]
        for column, code in domains.items()
        if (found := _MAXIMUM.search(table.label(column)))
    }
    if measure is None:
        return Plan(table, {}, needs=("measure",))
    if measure == "points":
        meanings = {column: Meaning(code) for column, code in domains.items()}
        return Plan(table, meanings, 0, maxima)
    findings = tuple(_no_points(table, file, column, False) for column in domains)
    return Plan(table, {}, findings=findings)


def _no_points(table: UnitTable, file: str, column: int, has_points: bool) -> Finding:
    expected = said(
        "points of the domain; per cent of its maximum is another number and is left out"
    )
    severity: Severity = "info" if has_points else "warning"
    return column_finding(table, file, column, "percent_of_maximum", severity, expected)


def _measure(texts: list[str]) -> str | None:
    """Return "points" or "percent" where the texts say one of the two, None where they do not."""
    text = " ".join(texts)
    percent, points = bool(_PERCENT.search(text)), bool(_POINTS.search(text))
    return None if percent == points else "percent" if percent else "points"


def _maxima(table: UnitTable, codes: list[str]) -> dict[str, str]:
    texts = " ".join([*table.title, *(table.label(column) for column in table.columns)])
    found = {match[1] for match in _MAXIMUM.finditer(texts)}
    return dict.fromkeys(codes, found.pop()) if len(found) == 1 else {}


def _role(table: UnitTable, column: int) -> Meaning | None:
    if table.is_rank(column):
        return Meaning("total", "rank")
    for text in (table.own(column), table.label(column)):
        for pattern, meaning in _ROLES:
            if pattern.fullmatch(plain(text)):
                return meaning
    return None


def _is_par(table: UnitTable) -> bool:
    text = fold(" ".join((*table.title, *(table.label(column) for column in table.columns))))
    return ("parindex" in text or "caicachhanhchinh" in text) and "hailong" not in text


def _domain_of_title(table: UnitTable, index: Index) -> str | None:
    """Return the domain that the sheet or the nearest title above the table names."""
    for text in (*reversed(table.title[1:]), table.title[0]):
        if code := _domain(text, index):
            return code
    return None


def _domain(text: str, index: Index) -> str | None:
    """Return the domain that a text names, by its longest name or its number; None if unlike."""
    asked = fold(text)
    names = {
        fold(name.vi): item.code
        for item in index.indicators
        if item.level == "dimension"
        for name in (item.name, *(earlier for _, earlier in item.earlier_names))
    }
    named = max((name for name in names if name in asked), key=len, default=None)
    numbered = _NUMBER.search(text)
    if named is None:
        # "Chỉ số thành phần 1: Gia nhập thị trường" is of another index.
        alone = numbered is not None and not _worded(text[numbered.end() :])
        return f"D{numbered[1]}" if numbered and alone else None
    code = names[named]
    return code if numbered is None or code == f"D{numbered[1]}" else None


def _worded(text: str) -> bool:
    """Whether a text says more than a year."""
    return bool(re.sub(r"nam|20[0-9]{2}", "", fold(text)))


def _left_out(table: UnitTable, columns: list[int], plan: Plan, file: str) -> list[Finding]:
    """Name the columns of numbers that mean nothing known."""
    told = {finding.place.cell for finding in plan.findings}
    unknown = [
        column
        for column in columns
        if column not in plan.meanings and table.has_numbers(column) and not plan.needs
    ]
    expected = said("a column of the annex; it is left out")
    found = [
        column_finding(table, file, column, "unknown_column", "warning", expected)
        for column in unknown
    ]
    return [finding for finding in found if finding.place.cell not in told]


FORMAT = ParAnnex()
