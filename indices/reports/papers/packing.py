"""A document as bytes: the same for the same content, whenever and wherever it is written."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from indices.reports.papers.xml import clean

if TYPE_CHECKING:
    from docx.document import Document

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The first moment that a zip archive can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)
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
    return _timeless(made.getvalue())


def _timeless(content: bytes) -> bytes:
    """Return an archive of the same files in the same order without their times."""
    packing = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(packing, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, given.read(name))
    return packing.getvalue()
