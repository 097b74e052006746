"""Write a file at once or not at all."""

from __future__ import annotations

from pathlib import Path

from indices.commands.answer import CommandError


def write_file(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there when complete.

    Raises:
        CommandError: the folder is missing or full, or the path may not be written.
    """
    # A device such as /dev/stdout must not be replaced by a file.
    special = path.exists() and not path.is_file()
    unfinished = path if special else path.with_name(f"{path.name}.part")
    try:
        unfinished.write_bytes(content)
        if not special:
            unfinished.replace(path)
    except OSError as error:
        if not special:
            unfinished.unlink(missing_ok=True)
        raise CommandError(
            f"{path} cannot be written ({error.strerror}); name another file with -o."
        ) from error
