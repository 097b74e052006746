"""Whether ranks and scores of one year fall in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from indices.catalogue import Unit
from indices.findings import Finding
from indices.said import said
from indices.table import Facts

Ranked = tuple[float, float, int]


def check_order(facts: Facts, units: Mapping[tuple[int, str], Unit]) -> list[Finding]:
    """Find accepted rows whose score is higher than that of a better rank.

    Within one source that is blocking; between sources, which may have been published at different
    times, it is a warning. Only exact figures are compared: rounding may turn the order round. A
    rank that is none has a finding of its own, and a row that repeats another says nothing more.

    Args:
        facts: the rows.
        units: by vintage and code, for their names.
    """
    rows = facts.rows
    ranked = (rows["score"].notna() & (rows["rank"] >= 1) & (rows["rank"] % 1 == 0)).to_numpy()
    if not ranked.any():
        return []
    ranked = ranked & facts.among("status", ["accepted"]) & facts.among("precision", ["exact"])
    ranked &= facts.has("unit") & facts.has("source")
    columns = ["year", "indicator", "source", "rank", "score"]
    different = rows[ranked].drop_duplicates([*columns, "unit", "part"])
    compared = different.sort_values(["rank", "score"], ascending=[True, False])
    lists: dict[tuple[Any, ...], list[Ranked]] = defaultdict(list)
    for position, (year, indicator, source, rank, score) in zip(
        compared.index.tolist(), compared[columns].to_numpy().tolist(), strict=True
    ):
        lists[year, indicator].append((rank, score, position))
        lists[year, indicator, source].append((rank, score, position))
    # Lists of one source come last and so have the last word about a row.
    pairs = {
        lower: better for key in sorted(lists, key=len) for lower, better in _disordered(lists[key])
    }
    source = rows["source"]
    # One finding a row, the blocking one first.
    ordered = sorted(pairs.items(), key=lambda pair: (source[pair[0]] != source[pair[1]], pair))
    found: dict[int, Finding] = {}
    for lower, better in ordered:
        # The row of the later file is named: an import is told what it brings about.
        is_later = facts.at(better, "part") > facts.at(lower, "part")
        named = better if is_later else lower
        found.setdefault(named, _finding(facts, units, named, lower, better))
    return list(found.values())


def _disordered(ordered: Sequence[Ranked]) -> Iterator[tuple[int, int]]:
    """Yield (row, row of a better rank with a lower score), one pair for each wrong row.

    Args:
        ordered: (rank, score, position), by rank and, within it, by falling score.
    """
    lowest: Ranked | None = None
    for _, group in groupby(ordered, key=itemgetter(0)):
        ties = list(group)
        for _, score, position in ties:
            if lowest is not None and score > lowest[1]:
                yield position, lowest[2]
        if lowest is None or ties[-1][1] < lowest[1]:
            lowest = ties[-1]


def _finding(
    facts: Facts, units: Mapping[tuple[int, str], Unit], named: int, lower: int, better: int
) -> Finding:
    """Name the row of the worse rank with the higher score, or that of the better rank."""
    row = _told(facts, units, named)
    other = _told(facts, units, better if named == lower else lower)
    return Finding(
        "rank_against_score",
        "blocking" if row["source"] == other["source"] else "warning",
        facts.place(named, "rank"),
        said(
            "a rank better than {rank}, the rank of {unit} with the lower score {score} "
            "(source {source})"
            if named == lower
            else "a rank worse than {rank}, the rank of {unit} with the higher score {score} "
            "(source {source})",
            **other,
        ),
        said("rank {rank} for {unit} with {score} (source {source})", **row),
    )


def _told(facts: Facts, units: Mapping[tuple[int, str], Unit], position: int) -> dict[str, Any]:
    score, source, code = (facts.at(position, name) for name in ("score", "source", "unit"))
    unit = units.get((int(facts.at(position, "vintage")), code))
    rank = f"{facts.at(position, 'rank'):.0f}"
    return {"rank": rank, "score": score, "source": source, "unit": unit.name if unit else code}
