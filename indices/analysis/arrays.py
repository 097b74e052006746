"""Names for the arrays that the rooms' functions pass on, and one helper for missing texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]


def blanked(values: Any, gone: Flags) -> Texts:
    """Return texts (one, or one per place) with None wherever `gone` is true."""
    texts = np.array(np.broadcast_to(np.asarray(values, dtype=object), gone.shape))
    texts[gone] = None
    return texts
