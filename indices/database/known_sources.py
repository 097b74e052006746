"""Sources that importers named, beside those of data/, for pages that ask by code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from indices.catalogue import Catalogue, Source
from indices.database.errors import DatabaseUnavailable

if TYPE_CHECKING:
    from indices.database.reader import Reader


_FIELDS = ("url", "publisher", "title", "published", "kind")


class KnownSources(Mapping[str, Source]):
    """The sources of data/ and, as of now, those of the database; safe to keep for long."""

    def __init__(self, listed: Mapping[str, Source], reader: Reader) -> None:
        """Remember where to look."""
        self._listed = listed
        self._reader = reader
        self._seen = ""
        self._known: dict[str, Source] = {}

    def __getitem__(self, code: str) -> Source:
        """Return a source; KeyError where neither knows the code."""
        return self._listed[code] if code in self._listed else self._imported()[code]

    def __iter__(self) -> Iterator[str]:
        yield from {**self._imported(), **self._listed}

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _imported(self) -> dict[str, Source]:
        """Return the sources of the database; none while it cannot be read."""
        try:
            build_id = self._reader.build().build_id
            if build_id != self._seen:
                sources = self._reader.imported_sources().fillna("")
                self._known = {
                    row["source"]: Source(row["source"], *(row[name] for name in _FIELDS))
                    for row in sources.to_dict("records")
                }
                self._seen = build_id
        except DatabaseUnavailable:
            return {}
        return self._known


def with_imported_sources(catalogue: Catalogue, reader: Reader) -> Catalogue:
    """Return the catalogue whose sources are those of data/ and of the reader's database."""
    return replace(catalogue, sources=KnownSources(catalogue.sources, reader))
