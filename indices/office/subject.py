"""What the papers of one tour are about: its records, the figures, and names in one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from indices.catalogue import Catalogue, Text, Unit
from indices.register.names import index_codes, index_names, stop_units
from indices.writing import Writing

if TYPE_CHECKING:
    from indices.database.reader import Reader
    from indices.register.tours import Dossier

NOT_RECORDED = Text("chưa ghi nhận", "not recorded")
_CITY, _PROVINCE = Text("thành phố {name}", "{name}"), Text("tỉnh {name}", "{name}")
_MONTH, _DAY = Text("tháng {first}", "{first}"), Text("ngày {first}", "{first}")
_SPAN = Text("từ {first} đến {last}", "{first} to {last}")


@dataclass(frozen=True)
class Subject:
    """One tour in one language."""

    dossier: Dossier
    catalogue: Catalogue
    reader: Reader
    lang: str

    @cached_property
    def w(self) -> Writing:
        """How numbers and dates are written."""
        return Writing(self.lang)

    @cached_property
    def stops(self) -> list[Unit]:
        """The stops in their order."""
        return stop_units(self.dossier.tour.values, self.catalogue)

    @cached_property
    def index_codes(self) -> list[str]:
        """Codes of the tour's indices."""
        return index_codes(self.dossier.tour.values, self.catalogue)

    @cached_property
    def indices(self) -> str:
        """Names of the tour's indices."""
        names = index_names(self.dossier.tour.values, self.catalogue, self.w)
        return ", ".join(names) or self.unrecorded

    @property
    def start(self) -> str:
        """Day or month in which the tour begins; empty where it is not recorded."""
        return self.dossier.tour.values["start"]

    @property
    def unrecorded(self) -> str:
        """What stands for an empty field."""
        return self.w.name(NOT_RECORDED)

    def written(self, field: str) -> str:
        """Return a field of the tour as typed, or that it is not recorded."""
        return self.dossier.tour.values[field].strip() or self.unrecorded

    @cached_property
    def places(self) -> str:
        """Where the tour goes: "thành phố Hà Nội và tỉnh Quảng Ninh"."""
        return self.w.listing([self.in_full(unit) for unit in self.stops]) or self.unrecorded

    def in_full(self, unit: Unit) -> str:
        """Return a unit's name with its kind, as a Vietnamese paper writes it."""
        name = self.w.name(unit.name)
        return self.w.say(_CITY if unit.kind == "city" else _PROVINCE, name=name)

    @cached_property
    def days(self) -> str:
        """When the tour takes place, as far as it is recorded."""
        start, end = (self.dossier.tour.values[field] for field in ("start", "end"))
        if not start:
            return self.unrecorded
        if not end or end == start:
            return self._day(start)
        return self.w.say(_SPAN, first=self._day(start), last=self._day(end))

    def _day(self, text: str) -> str:
        form = _DAY if len(text) > len("2026-12") else _MONTH
        return self.w.say(form, first=self.w.date(text))
