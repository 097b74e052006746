"""Sources that importers name: a stable code of their own, or that of a source known already."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from indices.build.refused import Refused
from indices.catalogue import Source
from indices.datasets.listed import DataSet
from indices.said import said
from indices.vocabulary import SOURCE_KINDS


@dataclass(frozen=True)
class SourceInfo:
    """What an importer says of a file's source.

    `published` is a date, a month or a year ("2024-04-17", "2024-04", "2024") or empty; `kind` is
    official, dataset, press or academic.
    """

    publisher: str
    title: str
    url: str = ""
    published: str = ""
    kind: str = "official"


def cited(dataset: DataSet) -> SourceInfo:
    """Return how figures of a public data set cite it."""
    return SourceInfo(
        dataset.publisher, dataset.title, dataset.page, dataset.published, dataset.kind
    )


def source_of(info: SourceInfo, known: Mapping[str, Source]) -> Source:
    """Return the known source that says the same, else a new one; its code follows from the fields.

    Args:
        info: as the importer wrote it; case and spaces do not matter.
        known: sources by code.

    Raises:
        Refused: publisher or title is empty, the date is none or the kind is unknown.
    """
    _check(info)
    asked = _folded(astuple(info))
    for source in known.values():
        fields = (source.publisher, source.title, source.url, source.published, source.kind)
        if _folded(fields) == asked:
            return source
    digest = hashlib.sha256("\n".join(asked).encode()).hexdigest()
    tidy = SourceInfo(*(" ".join(field.split()) for field in astuple(info)))
    return Source(
        f"i{digest[:10]}", tidy.url, tidy.publisher, tidy.title, tidy.published, tidy.kind
    )


def _check(info: SourceInfo) -> None:
    if not info.publisher.strip():
        raise Refused(said("The source has no publisher; say who published the file."))
    if not info.title.strip():
        raise Refused(said("The source has no title; say what the publication is called."))
    if info.kind not in SOURCE_KINDS:
        raise Refused(
            said(
                "{kind} is no kind of source; choose one of {kinds}.",
                kind=repr(info.kind),
                kinds=list(SOURCE_KINDS),
            )
        )
    if info.published.strip() and not _is_date(info.published.strip()):
        raise Refused(
            said(
                "{date} is no date; write it as 2024-04-17, 2024-04 or 2024.",
                date=repr(info.published),
            )
        )
    address = info.url.strip().casefold()
    if address and not address.startswith(("https://", "http://")):
        raise Refused(
            said(
                "{url} is no web address; it begins with https:// or stays empty.",
                url=repr(info.url),
            )
        )


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        return False
    return len(text) in (4, 7, 10)


def _folded(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        " ".join(unicodedata.normalize("NFC", field).casefold().split()) for field in fields
    )
