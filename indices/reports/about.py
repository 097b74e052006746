"""What a file must say about itself so that it can stand alone on somebody's desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

_LABELS = {
    "vi": {
        "sheet": "Về tệp này",
        "title": "Nội dung",
        "filter": "Bộ lọc",
        "note": "Lưu ý",
        "source": "Nguồn",
        "exported_on": "Ngày xuất",
        "build": "Phiên bản dữ liệu",
        "rows": "Số dòng",
    },
    "en": {
        "sheet": "About this file",
        "title": "Content",
        "filter": "Filter",
        "note": "Note",
        "source": "Source",
        "exported_on": "Exported on",
        "build": "Data build",
        "rows": "Rows",
    },
}


@dataclass(frozen=True)
class About:
    """Title, filters, sources, notes, date and data build of one exported file."""

    title: str
    build_id: str
    exported_on: date
    filters: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[str] = ()
    notes: Sequence[str] = ()
    lang: str = "vi"

    @property
    def sheet(self) -> str:
        """Name of the worksheet that carries these lines."""
        return _LABELS[self.lang]["sheet"]

    def lines(self, n_rows: int) -> list[tuple[str, str]]:
        """Label and text of every line, in reading order."""
        label = _LABELS[self.lang]
        return [
            (label["title"], self.title),
            *((f"{label['filter']}: {name}", value) for name, value in self.filters.items()),
            (label["rows"], str(n_rows)),
            *((label["note"], note) for note in self.notes),
            *((label["source"], source) for source in self.sources),
            (label["exported_on"], self.exported_on.isoformat()),
            (label["build"], self.build_id),
        ]

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON, with keys that do not depend on the language."""
        return {
            "title": self.title,
            "filters": dict(self.filters),
            "sources": list(self.sources),
            "notes": list(self.notes),
            "exported_on": self.exported_on.isoformat(),
            "build_id": self.build_id,
        }
