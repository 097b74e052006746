"""The columns of the import templates: one list that readers, writers and instructions share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from indices.catalogue import Text

Kind = Literal["year", "unit", "indicator", "number", "whole", "word", "text"]


@dataclass(frozen=True)
class Column:
    """One column of a template: what its cells hold and how people are told."""

    name: str
    kind: Kind
    about: Text
    required: bool = False


@dataclass(frozen=True)
class Template:
    """The columns of one index's files, in the order in which a new file shows them."""

    index: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, the header row of the template."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that no file may lack."""
        return tuple(column.name for column in self.columns if column.required)

    def of_kind(self, *kinds: Kind) -> tuple[str, ...]:
        """Names of the columns of these kinds."""
        return tuple(column.name for column in self.columns if column.kind in kinds)


YEAR = Column(
    "year",
    "year",
    Text(
        "Năm được đánh giá hoặc khảo sát, không phải năm công bố: 2023",
        "The year measured, not the year of announcement: 2023",
    ),
    required=True,
)
UNIT = Column(
    "unit",
    "unit",
    Text(
        "Tên tỉnh, thành phố hoặc mã hai chữ số (01, 79); số liệu cả nước ghi NATIONAL_MEAN, "
        "NATIONAL_MIN hoặc NATIONAL_MAX. Từ năm 2025 là tên và mã của 34 tỉnh, thành phố",
        "Name of the province or its two-digit code (01, 79); figures of the whole country are "
        "NATIONAL_MEAN, NATIONAL_MIN or NATIONAL_MAX. From 2025: names and codes of the 34 units",
    ),
    required=True,
)
INDICATOR = Column(
    "indicator",
    "indicator",
    Text(
        "Mã chỉ tiêu trong danh sách: total là chỉ số tổng hợp, D1, D2… là lĩnh vực hoặc nội dung",
        "Code of the indicator as in the list: total, D1, D2 …",
    ),
    required=True,
)
SCORE = Column(
    "score",
    "number",
    Text(
        "Điểm hoặc phần trăm đúng như bản in, giữ nguyên số chữ số thập phân (84,70); để trống "
        "nếu nguồn chỉ công bố thứ hạng. Lĩnh vực của PAR INDEX ghi điểm, không ghi phần trăm",
        "Points or per cent as printed, with the decimals as printed (84.70); blank when the "
        "source gives a rank only. Domains of PAR INDEX are points, not per cent of their maximum",
    ),
    required=True,
)
MAX_POINTS = Column(
    "max_points",
    "number",
    Text(
        "Điểm tối đa của chỉ tiêu nếu nguồn có ghi; có thể ghi chung vào cột score: 9,42/10",
        "Maximum of the indicator when the source states it; may stand in score as well: 9.42/10",
    ),
)
RANK = Column(
    "rank",
    "whole",
    Text("Thứ hạng do nguồn công bố; không tự tính", "Rank as published; never worked out"),
)
RANK_OF = Column(
    "rank_of",
    "whole",
    Text("Số tỉnh, thành phố được xếp hạng: 63", "Number of units that were ranked: 63"),
)
GRADE = Column("grade", "word", Text("Nhóm do nguồn công bố: A, B, C", "Group as published"))
STANDARD_ERROR = Column(
    "standard_error",
    "number",
    Text("Sai số chuẩn của điểm", "Standard error of the score, in points"),
)
LOWER = Column(
    "lower",
    "number",
    Text("Cận dưới khoảng tin cậy như bản in", "Lower bound of the interval, as printed"),
)
UPPER = Column(
    "upper",
    "number",
    Text("Cận trên khoảng tin cậy như bản in", "Upper bound of the interval, as printed"),
)
RESPONDENTS = Column(
    "respondents", "whole", Text("Số người trả lời", "Number of people who answered")
)
PRECISION = Column(
    "precision",
    "word",
    Text(
        "exact (mặc định): đúng như công bố; rounded: nguồn đã làm tròn; derived: suy ra từ số "
        "công bố khác",
        "exact (the default): as published; rounded: the source rounded it; derived: worked out "
        "from other published figures",
    ),
)
STATUS = Column(
    "status",
    "word",
    Text(
        "accepted (mặc định), disputed: còn mâu thuẫn, rejected: sai, giữ lại để đối chiếu nhưng "
        "không dùng",
        "accepted (the default), disputed, or rejected: wrong, kept for reference and never used",
    ),
)
SOURCE = Column(
    "source",
    "word",
    Text(
        "Mã nguồn trong data/reference/sources.csv; nguồn mới phải thêm vào tệp đó trước",
        "Code of the source in data/reference/sources.csv; add a new source there first",
    ),
    required=True,
)
REMARK = Column("remark", "text", Text("Ghi chú", "Anything a reader of the figure should know"))
