"""Columns and types of the frames that pass between the rooms; a missing value is NaN or NA.

The database writes and reads these frames, analysis makes and uses them; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

Columns = Mapping[str, str]
# One row of a frame; what is missing is None.
Row = Mapping[str, Any]

SCORE_COLUMNS: Columns = {
    "index": "str",
    "year": "int64",
    "vintage": "int64",
    "unit": "str",
    "indicator": "str",
    "score": "float64",
    "decimals": "Int64",
    "standard_error": "float64",
    "lower": "float64",
    "upper": "float64",
    "max_points": "float64",
    "rank": "Int64",
    "rank_of": "Int64",
    "rank_basis": "str",
    "grade": "str",
    "grade_basis": "str",
    "precision": "str",
    "status": "str",
    "missing_reason": "str",
    "sources": "str",
    "n_observations": "int64",
    "basis": "str",
}

OBSERVATION_COLUMNS: Columns = {
    "index": "str",
    "year": "int64",
    "vintage": "int64",
    "unit": "str",
    "indicator": "str",
    "score": "float64",
    "decimals": "Int64",
    "max_points": "float64",
    "rank": "Int64",
    "rank_of": "Int64",
    "grade": "str",
    "standard_error": "float64",
    "lower": "float64",
    "upper": "float64",
    "respondents": "Int64",
    "precision": "str",
    "status": "str",
    "remark": "str",
    "source": "str",
    "publisher": "str",
    "title": "str",
    "url": "str",
    "published": "str",
    "kind": "str",
    "file": "str",
    "sheet": "str",
    "cell": "str",
    "imported_at": "str",
    "imported_by": "str",
    "sha256": "str",
    "origin": "str",
    "import_id": "Int64",
    "observation": "Int64",
    "overruled": "str",
}

UNCOMPARED_COLUMNS: Columns = {"n_facts": "int64"}

OVERRULE_COLUMNS: Columns = {
    "overrule": "int64",
    "index": "str",
    "year": "int64",
    "vintage": "int64",
    "unit": "str",
    "indicator": "str",
    "observation": "Int64",
    "source": "str",
    "score": "float64",
    "rank": "Int64",
    "grade": "str",
    "sheet": "str",
    "cell": "str",
    "reason": "str",
    "made_by": "str",
    "made_at": "str",
}

STATISTIC_COLUMNS: Columns = {
    "index": "str",
    "year": "int64",
    "indicator": "str",
    "statistic": "str",
    "grade": "str",
    "value": "float64",
    "decimals": "Int64",
    "precision": "str",
    "status": "str",
    "remark": "str",
    "source": "str",
    "publisher": "str",
    "title": "str",
    "url": "str",
    "published": "str",
    "kind": "str",
}

MISSING_COLUMNS: Columns = {
    "index": "str",
    "year": "int64",
    "vintage": "int64",
    "unit": "str",
    "indicator": "str",
    "reason": "str",
    "source": "str",
    "remark": "str",
}

COVARIATE_COLUMNS: Columns = {
    "year": "int64",
    "vintage": "int64",
    "unit": "str",
    "variable": "str",
    "value": "float64",
    "source": "str",
}

TARGET_COLUMNS: Columns = {
    "index": "str",
    "year": "int64",
    "indicator": "str",
    "kind": "str",
    "value": "str",
    "source": "str",
}

TOUR_COLUMNS: Columns = {
    "tour": "str",
    "start": "str",
    "end": "str",
    "theme_vi": "str",
    "theme_en": "str",
    "indices": "str",
    "stop_order": "int64",
    "vintage": "int64",
    "unit": "str",
    "source": "str",
}

SOURCE_COLUMNS: Columns = {
    "source": "str",
    "publisher": "str",
    "title": "str",
    "url": "str",
    "published": "str",
    "kind": "str",
    "n_observations": "int64",
}

COVERAGE_COLUMNS: Columns = {
    "index": "str",
    "year": "int64",
    "indicator": "str",
    "n_units": "int64",
    "n_scores": "int64",
    "n_ranks": "int64",
    "n_withheld": "int64",
    "n_not_surveyed": "int64",
    "n_unit_did_not_exist": "int64",
}

FINDING_COLUMNS: Columns = {
    "code": "str",
    "severity": "str",
    "file": "str",
    "sheet": "str",
    "cell": "str",
    "expected": "str",
    "found": "str",
    "wording": "str",
    "import_id": "Int64",
}

IMPORT_COLUMNS: Columns = {
    "import_id": "int64",
    "origin": "str",
    "file": "str",
    "sha256": "str",
    "loader": "str",
    "index": "str",
    "imported_at": "str",
    "imported_by": "str",
    "n_rows": "int64",
    "source": "str",
    "years": "str",
}


def make_frame(values: Mapping[str, Any], columns: Columns) -> pd.DataFrame:
    """Return a frame with exactly these columns, in this order and of these types.

    Typed array by array: casting a finished frame takes four times as long, and an empty frame made
    here keeps the shape its readers rely on.

    Args:
        values: one sequence per column, all of the same length; None and NaN are missing.
        columns: {name: type}.
    """
    return pd.DataFrame({name: _array(values[name], dtype) for name, dtype in columns.items()})


def plain_values(values: Any) -> list[Any]:
    """Return the values of a Series or its array, None for what is missing."""
    # An array of plain numbers keeps its NaN.
    return without_nan(values.to_numpy(dtype=object, na_value=None).tolist())


def without_nan(values: list[Any]) -> list[Any]:
    """Return values with None in place of NaN, which alone differs from itself."""
    return [None if one != one else one for one in values]


def plain_rows(
    frame: pd.DataFrame, places: Any = None, columns: Sequence[str] | None = None
) -> list[Row]:
    """Return the rows of a frame as mappings, with None for what is missing.

    Args:
        frame: any frame.
        places: of the rows that are asked for, as integers of shape (rows,), None for all; a frame
            that is cut first takes thrice the time.
        columns: those that are asked for, None for all.
    """
    names = frame.columns.tolist() if columns is None else columns
    arrays = (frame[name].array for name in names)
    plain = [plain_values(array if places is None else array.take(places)) for array in arrays]
    return [dict(zip(names, row, strict=True)) for row in zip(*plain, strict=True)]


# Reading a type's name takes longer than making a short array of it.
_EXTENSIONS: dict[str, Any] = {"str": pd.StringDtype(na_value=np.nan), "Int64": pd.Int64Dtype()}


def _array(values: Any, dtype: str) -> Any:
    if dtype in ("float64", "int64"):
        return np.asarray(values, dtype=dtype)
    return pd.array(values, dtype=_EXTENSIONS.get(dtype, dtype))
