"""Whether ranks and scores of one year fall in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from indices.findings import Finding
from indices.table import Facts

Ranked = tuple[float, float, int]


def check_order(facts: Facts) -> list[Finding]:
    """Find accepted rows whose score is higher than that of a better rank.

    Within one source that is blocking; between sources, which may have been published at different
    times, it is a warning. Only exact figures are compared: rounding may turn the order round.
    """
    rows = facts.rows
    ranked = rows["score"].notna() & rows["rank"].notna() & (rows["status"] == "accepted")
    ranked &= (rows["precision"] == "exact") & rows[["unit", "source"]].notna().all(axis=1)
    compared = rows[ranked].sort_values(["rank", "score"], ascending=[True, False])
    columns = ["year", "indicator", "source", "rank", "score"]
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
    return [_finding(facts, lower, better) for lower, better in sorted(pairs.items())]


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


def _finding(facts: Facts, lower: int, better: int) -> Finding:
    row, above = facts.rows.loc[lower], facts.rows.loc[better]
    return Finding(
        "rank_against_score",
        "blocking" if row["source"] == above["source"] else "warning",
        facts.place(lower, "rank"),
        f"a rank better than {above['rank']:.0f}, the rank of unit {above['unit']} with the lower "
        f"score {above['score']:g} (source {above['source']})",
        f"rank {row['rank']:.0f} for unit {row['unit']} with {row['score']:g} "
        f"(source {row['source']})",
    )
