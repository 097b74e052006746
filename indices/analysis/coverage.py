"""How much of each index and year is known: complete, partial or none."""

from __future__ import annotations

import numpy as np
import pandas as pd


def coverage_states(coverage: pd.DataFrame) -> pd.DataFrame:
    """Add how many units the publisher covers and how far scores and ranks reach.

    Units whose figure is withheld, that were not surveyed or did not exist are not missing from
    our data: a year is complete when all others are known.

    Args:
        coverage: COVERAGE_COLUMNS.

    Returns:
        The same rows with n_expected (units), scores_state and ranks_state: "complete", "partial"
        or "none".
    """
    excused = coverage[["n_withheld", "n_not_surveyed", "n_unit_did_not_exist"]].sum(axis=1)
    expected = coverage["n_units"] - excused
    return coverage.assign(
        n_expected=expected,
        scores_state=_states(coverage["n_scores"], expected),
        ranks_state=_states(coverage["n_ranks"], expected),
    )


def _states(known: pd.Series[int], expected: pd.Series[int]) -> pd.Series[str]:
    states = np.select([known == 0, known < expected], ["none", "partial"], "complete")
    return pd.Series(states, index=known.index, dtype="str")
