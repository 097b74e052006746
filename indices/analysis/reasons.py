"""Why a host is on the list, in one line: clauses worked out from the terms, in both languages."""

from __future__ import annotations

from itertools import islice
from math import isnan

from indices.analysis.destinations import Destinations
from indices.catalogue import Catalogue, Text, Unit

KM_STEP = 10


def reason(found: Destinations, place: int, catalogue: Catalogue, now: Text | None) -> Text:
    """Return the line of one host.

    Args:
        found: the terms.
        place: of the host.
        catalogue: names of indicators.
        now: what `today` says of the host.
    """
    host = found.hosts[place]
    clauses = [
        _ahead(found, place, catalogue),
        _climbed(found, place, catalogue),
        Text("thành phố trực thuộc Trung ương", "a centrally run city")
        if host.kind == "city"
        else None,
        _distance(float(found.km[place])),
        _unknown(found, place, catalogue),
        now,
    ]
    said = [clause for clause in clauses if clause]
    return Text(_sentence([one.vi for one in said]), _sentence([one.en for one in said]))


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
    merged = (one for one in catalogue.units.values() if one.successor == successor.code)
    if next(islice(merged, 1, None), None) is None:
        return None
    return Text(
        f"từ 01/7/2025 thuộc {successor.name.vi}",
        f"part of {successor.name.en} since 1 July 2025",
    )


def _ahead(found: Destinations, place: int, catalogue: Catalogue) -> Text:
    terms = found.gap_term[place].tolist()
    ahead = [
        short_code(catalogue, found.index, code, found.year)
        for code, term in zip(found.codes, terms, strict=True)
        if term > 0
    ]
    if ahead:
        return Text(
            f"cao hơn ở {', '.join(one.vi for one in ahead)}",
            f"ahead in {', '.join(one.en for one in ahead)}",
        )
    if all(map(isnan, terms)):
        return Text("chưa có số liệu để so sánh", "no figure to compare")
    return Text("không cao hơn ngoài sai số", "not ahead beyond the uncertainty")


def _climbed(found: Destinations, place: int, catalogue: Catalogue) -> Text | None:
    """Name the counted gain with the most places won."""
    terms, won = found.gain_term[place].tolist(), found.gains.places[place].tolist()
    places = [n if term > 0 else 0.0 for term, n in zip(terms, won, strict=True)]
    if max(places, default=0.0) < 1:
        return None
    best = places.index(max(places))
    n, since = int(places[best]), int(found.gains.since[place, best])
    name = short_code(catalogue, found.index, found.codes[best], found.year)
    noun = "place" if n == 1 else "places"
    return Text(
        f"tăng {n} bậc ở {name.vi} từ {since}",
        f"climbed {n} {noun} in {name.en} since {since}",
    )


def _distance(km: float) -> Text | None:
    about = about_km(km)
    if about is None:
        return None
    return Text(
        f"cách khoảng {about:,} km theo đường thẳng".replace(",", "."),
        f"about {about:,} km in a straight line",
    )


def _unknown(found: Destinations, place: int, catalogue: Catalogue) -> Text | None:
    gone = [
        short_code(catalogue, found.index, code, found.year)
        for code, term in zip(found.codes, found.gap_term[place].tolist(), strict=True)
        if isnan(term)
    ]
    if gone:
        return Text(
            f"chưa biết {', '.join(one.vi for one in gone)}",
            f"{', '.join(one.en for one in gone)} unknown",
        )
    if found.unknown[place]:
        return Text("chưa biết mức cải thiện", "improvement unknown")
    return None


def _sentence(clauses: list[str]) -> str:
    text = "; ".join(clauses)
    return text[:1].upper() + text[1:]
