"""Names for the arrays that the rooms' functions pass on, and helpers for what is missing."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]


def medians(values: Floats) -> Floats:
    """Return the median of the known values of each column; NaN where none is."""
    # NaN is sorted last.
    ordered, n = np.sort(values, axis=0), (~np.isnan(values)).sum(axis=0)
    columns = np.arange(values.shape[1])
    middle: Floats = (ordered[(n - 1) // 2, columns] + ordered[n // 2, columns]) / 2
    return middle


def blanked(values: Any, gone: Flags) -> Texts:
    """Return texts (one, or one per place) with None wherever `gone` is true."""
    texts = np.array(np.broadcast_to(np.asarray(values, dtype=object), gone.shape))
    texts[gone] = None
    return texts
