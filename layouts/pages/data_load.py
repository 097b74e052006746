"""The build that is served: when it was made, from which files, and what the checks found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from dash import html
from dash.development.base_component import Component

from layouts.components.table import plain_table
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

DIGEST_SIGNS = 12


def build_lines(reader: Reader, w: Wording) -> list[Component]:
    """Return date and id of the build and the files it was made from."""
    build, imports = reader.build(), reader.imports()
    files = pd.DataFrame(
        {
            w.t("File"): [short_file(name) for name in imports["file"].tolist()],
            w.t("Rows"): [w.number(n, 0) for n in imports["n_rows"].tolist()],
            w.t("SHA-256"): [digest[:DIGEST_SIGNS] for digest in imports["sha256"].tolist()],
        }
    )
    day, _, time = build.built_at.partition("T")
    return [
        html.P(
            [
                w.t("Built on {date} at {time} (UTC).", date=w.date(day), time=time[:5]),
                html.Span(
                    w.t("Build {id}", id=build.build_id[:DIGEST_SIGNS]),
                    className="line muted",
                    title=build.build_id,
                ),
            ]
        ),
        plain_table(files, w, caption=w.t("Files of this build")),
    ]


def short_file(name: str) -> str:
    """Return a file's name below data/, without the folders above."""
    return name.rpartition("observations/")[2]
