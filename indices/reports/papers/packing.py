"""A document as bytes: the same for the same content, whenever and wherever it is written."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from indices.reports.archive import timeless
from indices.reports.papers.xml import clean

if TYPE_CHECKING:
    from docx.document import Document

_LONGEST = 255


def packed(document: Document, title: str, on: date, build_id: str = "") -> bytes:
    """Return the bytes of a document; nothing but `on` in them depends on the clock.

    Args:
        document: complete.
        title: as file managers show it.
        on: day on which it is made.
        build_id: which figures it was made from; empty where it holds none.
    """
    about = document.core_properties
    about.title, about.comments = clean(title)[:_LONGEST], build_id
    about.author = about.last_modified_by = about.keywords = about.subject = ""
    about.created = about.modified = datetime.combine(on, time())
    about.revision = 1
    made = io.BytesIO()
    document.save(made)
    return timeless(made.getvalue())
