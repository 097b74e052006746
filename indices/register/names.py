"""Names behind the codes that records hold: stops, indices, indicators, states of measures."""

from __future__ import annotations

from collections.abc import Mapping

from indices.catalogue import Catalogue, Text, Unit
from indices.writing import Writing

STATUSES = {
    "proposed": Text("đề xuất", "proposed"),
    "agreed": Text("đã thống nhất", "agreed"),
    "under_way": Text("đang thực hiện", "under way"),
    "done": Text("đã hoàn thành", "done"),
    "dropped": Text("không thực hiện", "dropped"),
}
LEGAL_FORMS = {
    "resolution": Text("nghị quyết", "resolution"),
    "decision": Text("quyết định", "decision"),
    "plan": Text("kế hoạch", "plan"),
    "directive": Text("chỉ thị", "directive"),
    "letter": Text("công văn", "official letter"),
    "other": Text("hình thức khác", "other form"),
}


def stop_units(values: Mapping[str, str], catalogue: Catalogue) -> list[Unit]:
    """Return the stops of a tour in their order; a unit that was merged stays what it was."""
    found = []
    for token in values["stops"].split(";"):
        vintage, _, code = token.partition(":")
        if vintage.isdigit() and (int(vintage), code) in catalogue.units:
            found.append(catalogue.units[int(vintage), code])
    return found


def stop_names(values: Mapping[str, str], catalogue: Catalogue, w: Writing) -> list[str]:
    """Return the names of a tour's stops in their order."""
    return [w.name(unit.name) for unit in stop_units(values, catalogue)]


def index_codes(values: Mapping[str, str], catalogue: Catalogue) -> list[str]:
    """Return the codes of a tour's indices."""
    return [code for code in values["indices"].split(";") if code in catalogue.indices]


def index_names(values: Mapping[str, str], catalogue: Catalogue, w: Writing) -> list[str]:
    """Return the names of a tour's indices."""
    codes = index_codes(values, catalogue)
    return [w.name(catalogue.indices[code].short_name) for code in codes]


def indicator_name(token: str, catalogue: Catalogue, w: Writing) -> str:
    """Return an indicator by its token, such as "PAPI:D4"; empty where there is none."""
    index, _, code = token.partition(":")
    known = catalogue.indices.get(index)
    if known is None or code not in known:
        return ""
    return f"{w.name(known.short_name)} · {w.name(known.indicator(code).name)}"
