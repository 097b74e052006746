"""Hosts and sets of hosts as plain dictionaries: what the API answers."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from indices.reports.items import Item, unit_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indices.analysis.hosts import Host
    from indices.analysis.portfolio import HostSet, Portfolio
    from indices.catalogue import Catalogue, Text

_DECIMALS = 6


def host_items(
    hosts: Sequence[Host], catalogue: Catalogue, index: str, year: int, focus: str, lang: str
) -> list[Item]:
    """Return one item per host, in its order.

    Args:
        hosts: the list with all terms.
        catalogue: names of units.
        index: code of the index.
        year: the year measured.
        focus: code of the unit that wants to learn.
        lang: language of names and reasons, "vi" or "en".

    Returns:
        The fields of `Host`, with `terms` as a list of those of `Term`; unknown numbers are None.
    """
    vintage = catalogue.vintage(year)
    return [
        {
            "index": index,
            "year": year,
            "focus": focus,
            "unit_name": unit_name(catalogue, vintage, host.unit, lang),
            **host._asdict(),
            "reason": host.reason.get(lang),
            "today": _said(host.today, lang),
            "terms": [term._asdict() for term in host.terms],
        }
        for host in hosts
    ]


def set_items(portfolio: Portfolio, catalogue: Catalogue, year: int, lang: str) -> list[Item]:
    """Return one item per set, the best first, with what is the same for all of them.

    `declines` stands with the best set alone: what is lost when one of its hosts declines.
    """
    about = {
        "wanted": list(portfolio.wanted),
        "seen": {code: list(hosts) for code, hosts in portfolio.seen.items()},
        "uncovered": list(portfolio.uncovered),
        "candidates": list(portfolio.candidates),
    }
    vintage = catalogue.vintage(year)
    items = []
    for place, one in enumerate(portfolio.sets, start=1):
        names = [unit_name(catalogue, vintage, code, lang) for code in one.hosts]
        declines = [_plain(asdict(refusal)) for refusal in portfolio.declines]
        items.append(
            {
                "place": place,
                **_set(one),
                "host_names": names,
                **about,
                "declines": declines if place == 1 else [],
            }
        )
    return items


def _set(one: HostSet) -> Item:
    return _plain(asdict(one))


def _plain(node: dict[str, Any]) -> Item:
    """Tuples become lists, floats lose the noise of the arithmetic."""
    return {key: _value(value) for key, value in node.items()}


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    return round(value, _DECIMALS) if isinstance(value, float) else value


def _said(text: Text | None, lang: str) -> str | None:
    return None if text is None else text.get(lang)
