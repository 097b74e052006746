"""Why a host is on the list, in one line: clauses worked out from the terms, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import isnan

from indices.analysis.destinations import Destinations
from indices.catalogue import Catalogue, Text, Unit

KM_STEP = 10
_CITY = Text("thành phố trực thuộc Trung ương", "a centrally run city")


def reasons(
    found: Destinations, places: Sequence[int], catalogue: Catalogue, now: Sequence[Text | None]
) -> list[Text]:
    """Return the line of each of these hosts.

    Args:
        found: the terms.
        places: of the hosts.
        catalogue: names of indicators.
        now: what `today` says of each of them.
    """
    names = [short_code(catalogue, found.index, code, found.year) for code in found.codes]
    columns = (
        found.gap_term,
        found.gain_term,
        found.gains.places,
        found.gains.since,
        found.km,
        found.unknown,
    )
    rows = zip(places, now, *(column[places].tolist() for column in columns), strict=True)
    lines = []
    for place, today_, ahead, gained, won, since, km, unknown in rows:
        clauses = (
            _ahead(names, ahead),
            _climbed(names, gained, won, since),
            _CITY if found.hosts[place].kind == "city" else None,
            _distance(about_km(km)),
            _unknown(names, ahead) if unknown else None,
            today_,
        )
        said = [clause for clause in clauses if clause]
        lines.append(Text(_sentence([one.vi for one in said]), _sentence([one.en for one in said])))
    return lines


def short_code(catalogue: Catalogue, index: str, code: str, year: int) -> Text:
    """Return "D4" where an indicator has such a code, else its name."""
    if code[:1] == "D" and code[1:].isdigit():
        return Text(code, code)
    return catalogue.indices[index].indicator(code).name_in(year)


def about_km(km: float) -> int | None:
    """Return a distance in tens of km; None where it is not known."""
    return None if isnan(km) else round(km / KM_STEP) * KM_STEP


def today(host: Unit, catalogue: Catalogue) -> Text | None:
    """Say what a unit that was merged in 2025 belongs to; None where its name lives on.

    Thừa Thiên Huế became Huế alone: a new name is no merger.
    """
    successor = catalogue.units.get((34, host.successor)) if host.vintage == 63 else None
    if successor is None or successor.name == host.name:
        return None
    if catalogue.n_merged[successor.code] < 2:
        return None
    return Text(
        f"từ 01/7/2025 thuộc {successor.name.vi}",
        f"part of {successor.name.en} since 1 July 2025",
    )


def _ahead(names: list[Text], terms: list[float]) -> Text:
    ahead = [name for name, term in zip(names, terms, strict=True) if term > 0]
    if ahead:
        return Text(
            f"cao hơn ở {', '.join([one.vi for one in ahead])}",
            f"ahead in {', '.join([one.en for one in ahead])}",
        )
    if all(map(isnan, terms)):
        return Text("chưa có số liệu để so sánh", "no figure to compare")
    return Text("không cao hơn ngoài sai số", "not ahead beyond the uncertainty")


def _climbed(
    names: list[Text], terms: list[float], won: list[float], since: list[int]
) -> Text | None:
    """Name the counted gain with the most places won."""
    places = [n if term > 0 else 0.0 for term, n in zip(terms, won, strict=True)]
    if max(places, default=0.0) < 1:
        return None
    best = places.index(max(places))
    n, name = int(places[best]), names[best]
    noun = "place" if n == 1 else "places"
    return Text(
        f"tăng {n} bậc ở {name.vi} từ {since[best]}",
        f"climbed {n} {noun} in {name.en} since {since[best]}",
    )


@lru_cache(maxsize=512)
def _distance(about: int | None) -> Text | None:
    if about is None:
        return None
    return Text(
        f"cách khoảng {about:,} km theo đường thẳng".replace(",", "."),
        f"about {about:,} km in a straight line",
    )


def _unknown(names: list[Text], terms: list[float]) -> Text:
    """Name what is not known of a host of which something that counts is not."""
    gone = [name for name, term in zip(names, terms, strict=True) if isnan(term)]
    if gone:
        return Text(
            f"chưa biết {', '.join([one.vi for one in gone])}",
            f"{', '.join([one.en for one in gone])} unknown",
        )
    return Text("chưa biết mức cải thiện", "improvement unknown")


def _sentence(clauses: list[str]) -> str:
    text = "; ".join(clauses)
    return text[:1].upper() + text[1:]
