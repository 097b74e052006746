"""`load`: make the database from data/ when the two differ."""

from __future__ import annotations

from pathlib import Path

from indices.commands.answer import FAILED, Answer, shown, tally
from indices.database.stamp import stored_fingerprint
from indices.inputs import fingerprint
from indices.settings import Settings


def load(settings: Settings, root: Path) -> Answer:
    """Load everything below `root`, unless the database was made from just that."""
    if stored_fingerprint(settings.database_url) == fingerprint(root):
        return Answer(["The database is up to date."])
    from indices import build
    from indices.database.engine import safe_url

    loaded = build.load(settings.database_url, root)
    if loaded.report.blocking:
        return Answer(
            errors=[
                *shown(loaded.report.of("blocking"), "run `python -m indices check` for all."),
                "Nothing was written, because of the findings above; mend data/ and load again.",
            ],
            code=FAILED,
        )
    where = safe_url(settings.database_url)
    return Answer([f"Wrote {loaded.n_rows:,} rows to {where} ({tally(loaded.report)} findings)."])
