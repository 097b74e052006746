"""The folder of a data set: its files, and what is known of the version that was fetched."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from indices.datasets.download import DownloadError, Fetched, Progress, download, read_json
from indices.datasets.listed import DataSet, RemoteFile
from indices.said import said

_NOTE = "fetched.json"
_INCOMING = ".incoming"
_TABLES = (".csv", ".tsv", ".xlsx")


@dataclass(frozen=True)
class LocalFile:
    """A file that is there: its path in the data set and on disk, and whether it is new."""

    name: str
    path: Path
    is_new: bool


def fetch_dataset(
    dataset: DataSet,
    folder: Path,
    renew: bool = False,
    progress: Callable[[str], Progress] = lambda name: lambda done, total: None,
) -> list[LocalFile]:
    """Fetch the files of a data set into its folder.

    A file whose checksum nobody knows has that of its first fetch; another one later is refused,
    so that figures never change unnoticed.

    Args:
        dataset: what to fetch.
        folder: where to keep it; made when missing.
        renew: take files that changed since they were first fetched.
        progress: makes for a file's name what is told of its progress.

    Raises:
        DownloadError: as in `download`, or a file changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = _known(folder)
    files = dataset.files or _listed(dataset)
    found = []
    for file in files:
        target = _place(folder, file.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        before = known.get(file.path)
        arrived = _place(folder / _INCOMING, file.path)
        arrived.parent.mkdir(parents=True, exist_ok=True)
        address = dataset.base + file.path
        fetched = download(address, arrived, file.sha256, before, progress(file.path))
        if fetched.is_new:
            changed = before is not None and before.sha256 != fetched.sha256
            if changed and not (renew or file.sha256):
                arrived.unlink()
                raise DownloadError(
                    said(
                        "{file} of {name} is another file than the one fetched first; run it with "
                        "--renew to take the new one.",
                        file=file.path,
                        name=dataset.name,
                    )
                )
            arrived.replace(target)
            known[file.path] = fetched
            _keep(folder, known)
        is_new = before is None or before.sha256 != fetched.sha256
        found.append(LocalFile(file.path, target, is_new))
    return found


def _listed(dataset: DataSet) -> tuple[RemoteFile, ...]:
    """Ask which tables a data set has."""
    answer = read_json(dataset.listing) if dataset.listing else {}
    siblings = answer.get("siblings", []) if isinstance(answer, dict) else []
    names = [str(item.get("rfilename", "")) for item in siblings if isinstance(item, dict)]
    tables = tuple(RemoteFile(name) for name in names if name.casefold().endswith(_TABLES))
    if not tables:
        raise DownloadError(
            said(
                "{name} lists no tables; download them from {page}.",
                name=dataset.name,
                page=dataset.page,
            )
        )
    return tables


def _place(folder: Path, path: str) -> Path:
    """Return where a file goes; a path that leads out of the folder is refused."""
    parts = PurePosixPath(path).parts
    leads_out = not parts or path.startswith("/") or any(part in ("..", ".") for part in parts)
    if leads_out or any("\\" in part or ":" in part for part in parts):
        raise DownloadError(
            said("{path} is no path within a data set, so it was not fetched.", path=repr(path))
        )
    return folder.joinpath(*parts)


def _known(folder: Path) -> dict[str, Fetched]:
    try:
        stored = json.loads((folder / _NOTE).read_text("utf-8"))
        return {
            name: Fetched(item["sha256"], item["size"], item["etag"], False)
            for name, item in stored.items()
            if _place(folder, name).exists()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _keep(folder: Path, known: dict[str, Fetched]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    note = {name: {**asdict(item), "fetched_at": now} for name, item in known.items()}
    unfinished = folder / f"{_NOTE}.part"
    unfinished.write_text(json.dumps(note, indent=1, sort_keys=True), "utf-8")
    unfinished.replace(folder / _NOTE)
