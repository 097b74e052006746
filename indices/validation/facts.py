"""All checks on the facts of one index, in the order in which a reader would mend them."""

from __future__ import annotations

import pandas as pd

from indices.catalogue import VINTAGES, Catalogue
from indices.findings import Finding
from indices.table import Facts
from indices.validation import codes, duplicates, figures, orders, sums
from indices.vocabulary import PRECISIONS, STATUSES


def check_facts(facts: Facts, part_sums: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    """Run every check on the facts of one index; `figures.check_numbers` looks at their cells.

    Args:
        facts: what all files of the index state, corrected.
        part_sums: what `sums_of_parts` makes of the facts.
        catalogue: units, sources and the index.
    """
    index = catalogue.indices[facts.index]
    units = {vintage: catalogue.units_of(vintage) for vintage in VINTAGES}
    return [
        *codes.check_year(facts, index),
        *codes.check_unit(facts, catalogue),
        *codes.check_indicator(facts, index),
        *codes.check_source(facts, catalogue.sources),
        *codes.check_vocabulary(facts, "precision", PRECISIONS),
        *codes.check_vocabulary(facts, "status", STATUSES),
        *codes.check_vocabulary(facts, "grade", [code for code, _ in index.grading.groups]),
        *figures.check_whole(facts),
        *figures.check_scale(facts, index),
        *figures.check_maximum(facts, index),
        *figures.check_rank(facts, {vintage: len(listed) for vintage, listed in units.items()}),
        *figures.check_interval(facts),
        *figures.check_grade(facts, index),
        *duplicates.check_duplicates(facts),
        *orders.check_order(facts, catalogue.units),
        *sums.check_sums(facts, part_sums),
    ]
