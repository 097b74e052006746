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
    """One request with its parameters checked for form, not yet for existence.

    `named` says whether names of people may be told: to those who are signed in.
    """

    reader: Reader
    catalogue: Catalogue
    lang: str
    values: dict[str, str]
    named: bool

    @property
    def year(self) -> int:
        """The year asked for."""
        return int(self.values["year"])


@dataclass(frozen=True)
class Endpoint:
    """What answers a path and which parameters it takes beside `lang`.

    `own` holds parameters that this endpoint alone knows: name -> (whether a value is well formed,
    the allowed values in words). `personal` says that its answer names people to those who are
    signed in; all others are the same for everybody.
    """

    answer: Callable[[Question], list[Item]]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    own: Mapping[str, Form] = field(default_factory=dict)
    personal: bool = False
