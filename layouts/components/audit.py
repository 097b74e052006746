"""Words of the audit log that its grid and its files share."""

from __future__ import annotations

import json

import pandas as pd

from layouts.wording import Wording


def heads(w: Wording) -> list[str]:
    """Return the headers of the log, in the order of its columns."""
    return [w.t("Time (UTC)"), w.t("Who"), w.t("Action"), w.t("Object"), w.t("Detail")]


def shown(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the log as people read it: times without letters, details without braces."""
    times = entries["at"].str.replace("T", " ").str.removesuffix("+00:00")
    return entries.assign(at=times, detail=entries["detail"].map(_plain))


def _plain(detail: str) -> str:
    return "; ".join(f"{name}: {value}" for name, value in json.loads(detail).items())
