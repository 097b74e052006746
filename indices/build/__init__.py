"""From files to database: load data/, preview, import and undo files, overrule the rule.

The only package that sees the rooms below. Everything is computed in memory and written in one
transaction; a blocking finding means that nothing is written.
"""

from __future__ import annotations

from indices.build.importing import Imported, Preview, import_file, preview
from indices.build.loading import Loaded, check, load
from indices.build.overruling import Decision, overrule, withdraw_overrule
from indices.build.reading import Asked
from indices.build.refused import Cancelled, Refused
from indices.build.sources import SourceInfo, cited
from indices.build.undoing import Undone, history, undo
from indices.build.watch import Watch

__all__ = [
    "Asked",
    "Cancelled",
    "Decision",
    "Imported",
    "Loaded",
    "Preview",
    "Refused",
    "SourceInfo",
    "Undone",
    "Watch",
    "check",
    "cited",
    "history",
    "import_file",
    "load",
    "overrule",
    "preview",
    "undo",
    "withdraw_overrule",
]
