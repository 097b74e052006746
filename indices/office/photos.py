"""The part of a report that shows photos of the tour."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePath

from indices.catalogue import Text
from indices.office.subject import Subject
from indices.register import files
from indices.register.store import Register
from indices.reports.papers.paper import Paper

MOST_PHOTOS, PHOTO_MM = 6, 110
_MORE = Text("Còn {n} ảnh khác trong hồ sơ chuyến đi.", "{n} more are kept with the tour.")


def photos_part(paper: Paper, subject: Subject, folder: Path) -> None:
    """Show the first photos of the tour; nothing where there is none.

    Args:
        paper: where.
        subject: the tour.
        folder: of the register that keeps them.
    """
    if not folder.is_dir():
        return
    register = Register(folder)
    try:
        kept = files.attachments(register, subject.dossier.tour.tour)
        photos = [one for one in kept if one.is_photo]
        for one in photos[:MOST_PHOTOS]:
            # A file that was lost since is passed over; the page says so.
            with suppress(OSError):
                content = files.content_of(register, one)
                name = PurePath(one.name).stem
                paper.picture(content, name, name, width_mm=PHOTO_MM)
        if len(photos) > MOST_PHOTOS:
            paper.text(paper.w.say(_MORE, n=len(photos) - MOST_PHOTOS))
    finally:
        register.close()
