"""`audit`: print who did what, newest first, as CSV or JSON."""

from __future__ import annotations

import json

from indices.commands.answer import Answer
from indices.settings import Settings


def audit(settings: Settings, since: str, file_format: str) -> Answer:
    """Print the audit log since a day or time."""
    from indices.register.audit import entries
    from indices.register.store import Register
    from indices.reports.tables import write_csv

    register = Register(settings.register)
    found = entries(register, since)
    register.close()
    if file_format == "json":
        items = found.to_dict("records")
        for item in items:
            item["detail"] = json.loads(item["detail"])
        text = json.dumps({"items": items, "count": len(items)}, ensure_ascii=False)
        return Answer(content=f"{text}\n".encode())
    return Answer(content=write_csv(found))
