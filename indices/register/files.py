"""Photos and documents of tours: known by content, photos drawn anew, files kept by digest."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from indices.register import audit
from indices.register.schema import attachment
from indices.register.store import Register, now

LARGEST = 15 * 1024 * 1024
MOST_PIXELS = 60_000_000
_LONGEST_EDGE = 2000
_JPEG = "image/jpeg"
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


class FileRefused(Exception):
    """A file cannot be kept; codes: large, kind, damaged, pixels."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Attachment:
    """A photo or document of a tour; photos are JPEG."""

    attachment_id: int
    tour: str
    name: str
    media_type: str
    sha256: str
    n_bytes: int
    added_at: str
    added_by: str

    @property
    def is_photo(self) -> bool:
        """Whether a browser may show it."""
        return self.media_type == _JPEG


def attach(register: Register, who: str, tour: str, name: str, content: bytes) -> Attachment:
    """Keep a file.

    A photo (JPEG, PNG, WebP) is drawn anew, which drops its place, camera and anything hidden in
    it; a document is a PDF or an Office file without macros.

    Raises:
        FileRefused: the file is too large, damaged or of another kind.
        DatabaseUnavailable: the register cannot be written.
    """
    if len(content) > LARGEST:
        raise FileRefused("large")
    media_type = _document_type(content)
    if not media_type:
        content, media_type = _photo(content), _JPEG
    digest = hashlib.sha256(content).hexdigest()
    values = {
        "tour_code": tour,
        "name": _clean(name),
        "media_type": media_type,
        "sha256": digest,
        "n_bytes": len(content),
        "added_at": now(),
        "added_by": who,
    }
    with register.writing() as connection:
        _keep(register, digest, content)
        identity = connection.execute(attachment.insert().values(values)).inserted_primary_key
        number = int(identity[0]) if identity else 0
        audit.add(connection, who, "file attached", f"tour {tour}, file {number}")
    return Attachment(number, *values.values())  # type: ignore[arg-type]


def attachments(register: Register | None, tour: str) -> list[Attachment]:
    """Return the photos and documents of a tour, oldest first.

    Raises:
        DatabaseUnavailable: the register cannot be read.
    """
    if register is None:
        return []
    statement = select(attachment).where(attachment.c.tour_code == tour)
    with register.reading() as connection:
        rows = (
            []
            if connection is None
            else connection.execute(statement.order_by(attachment.c.attachment_id)).all()
        )
    return [Attachment(*row) for row in rows]


def content_of(register: Register, kept: Attachment) -> bytes:
    """Return the bytes of a file.

    Raises:
        OSError: the file is gone.
    """
    return (register.folder.path / "files" / kept.sha256).read_bytes()


def detach(register: Register, who: str, tour: str, attachment_id: int) -> bool:
    """Take a file from a tour and return whether there was one.

    Raises:
        DatabaseUnavailable: the register cannot be written.
    """
    this = (attachment.c.attachment_id == attachment_id) & (attachment.c.tour_code == tour)
    with register.writing() as connection:
        found = connection.execute(attachment.delete().where(this)).rowcount > 0
        if found:
            audit.add(connection, who, "file removed", f"tour {tour}, file {attachment_id}")
    return found


def _keep(register: Register, digest: str, content: bytes) -> None:
    """Write a file under its digest, whole or not at all."""
    folder = register.folder.path / "files"
    folder.mkdir(mode=0o700, exist_ok=True)
    draft = folder / f".{digest}-{os.getpid()}"
    try:
        draft.write_bytes(content)
        draft.replace(folder / digest)
    finally:
        draft.unlink(missing_ok=True)


def _document_type(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if not content.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FileRefused("damaged") from None
    macros = any("vbaproject" in name.lower() for name in names)
    if "[Content_Types].xml" not in names or macros:
        raise FileRefused("kind")
    for start, media_type in _OFFICE.items():
        if any(name.startswith(start) for name in names):
            return media_type
    raise FileRefused("kind")


def _photo(content: bytes) -> bytes:
    """Draw a photo anew, upright and no larger than a screen."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as given:
            if given.width * given.height > MOST_PIXELS:
                raise FileRefused("pixels")
            picture: Any = ImageOps.exif_transpose(given).convert("RGB")
    except FileRefused:
        raise
    except Image.DecompressionBombError:
        raise FileRefused("pixels") from None
    except Image.UnidentifiedImageError:
        raise FileRefused("kind") from None
    except Exception:
        # A damaged picture may fail in any part of its decoder.
        raise FileRefused("damaged") from None
    picture.thumbnail((_LONGEST_EDGE, _LONGEST_EDGE))
    drawn = io.BytesIO()
    picture.save(drawn, "JPEG", quality=85)
    return drawn.getvalue()


def _clean(name: str) -> str:
    """Return the last part of a file's name, as text to show; it never names a place."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last.encode("utf-8", "replace").decode() if sign.isprintable())
    return shown[:120] or "–"
