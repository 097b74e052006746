"""What an endpoint is asked, and what it says about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indices.catalogue import Catalogue
from indices.reports.items import Item
from layouts.parameters import Form

if TYPE_CHECKING:
    from indices.database.reader import Reader


@dataclass(frozen=True)
class Question:
    """One request with its parameters checked for form, not yet for existence."""

    reader: Reader
    catalogue: Catalogue
    lang: str
    values: dict[str, str]

    @property
    def year(self) -> int:
        """The year asked for."""
        return int(self.values["year"])


@dataclass(frozen=True)
class Endpoint:
    """What answers a path and which parameters it takes beside `lang`.

    `own` holds parameters that this endpoint alone knows: name -> (whether a value is well formed,
    the allowed values in words).
    """

    answer: Callable[[Question], list[Item]]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    own: Mapping[str, Form] = field(default_factory=dict)
