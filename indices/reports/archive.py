"""Office files are zip archives; without the times in them the same content is the same bytes."""

from __future__ import annotations

import io
import zipfile

# The first moment that a zip archive can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def timeless(content: bytes) -> bytes:
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
