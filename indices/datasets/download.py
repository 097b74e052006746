"""Fetch one file: resumed where it broke off, checked, limited in size, in place when complete."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from indices.said import Said, Told, said

if TYPE_CHECKING:
    import ssl

    import httpx

MOST_BYTES = 64 * 1024 * 1024
_CONNECT_SECONDS, _READ_SECONDS = 10.0, 30.0
_MOST_REDIRECTS = 5
_PAGES = (b"<!doctype", b"<html", b"<?xml")
Progress = Callable[[int, int | None], None]


class DownloadError(Told):
    """A file cannot be had; the message is one sentence with the remedy."""


@dataclass(frozen=True)
class Fetched:
    """A file that is complete: its digest and size, its validator, and whether it came anew."""

    sha256: str
    size: int
    etag: str
    is_new: bool = True


class Unreachable(DownloadError):
    """The server cannot be reached at all."""


def download(
    url: str,
    target: Path,
    sha256: str = "",
    known: Fetched | None = None,
    progress: Progress = lambda done, total: None,
) -> Fetched:
    """Fetch a file to `target`, which is replaced only by a complete file of the right checksum.

    What arrived before an interruption is kept beside it and continued the next time, if the server
    still has the same file.

    Args:
        url: the address; redirections are followed.
        target: where the file goes; its folder exists.
        sha256: the checksum it must have; empty when none is known.
        known: what was fetched before; the server may say that nothing changed.
        progress: told the bytes that arrived and the bytes in all, None when nobody says.

    Raises:
        DownloadError: not reachable, not found, no table, too large, interrupted, or another
            checksum.
    """
    partial = _Partial(target)
    with _explained(url, target), _client() as client:
        headers = {"Accept-Encoding": "identity", **partial.headers(url)}
        if known and known.etag and not partial.size:
            headers["If-None-Match"] = known.etag
        with client.stream("GET", url, headers=headers) as response:
            if response.status_code == 416:
                partial.discard()
                raise DownloadError(
                    said("{file} changed while it was fetched; fetch it again.", file=target.name)
                )
            if response.status_code == 304 and known:
                return Fetched(known.sha256, known.size, known.etag, False)
            _check(response, url, target)
            _receive(response, partial, url, progress)
            etag = response.headers.get("etag", "")
    return partial.complete(sha256, etag)


def read_json(url: str) -> object:
    """Return what an address answers as JSON.

    Raises:
        DownloadError: as in `download`.
    """
    with _explained(url, Path(urlsplit(url).path)), _client() as client:
        response = client.get(url)
        if response.status_code != 200:
            raise DownloadError(_refusal(url, response.status_code))
        try:
            return json.loads(response.content[:MOST_BYTES])
        except ValueError as error:
            raise DownloadError(
                said("{url} answers no list of files; download them by hand.", url=url)
            ) from error


class _Partial:
    """What has arrived of a file, beside its place, and which version of it that is."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(f"{target.name}.part")
        self._note = target.with_name(f"{target.name}.part.json")

    @property
    def size(self) -> int:
        """Bytes that have arrived."""
        return self.path.stat().st_size if self.path.exists() else 0

    def headers(self, url: str) -> dict[str, str]:
        """Return what asks for the rest only, on condition that it is the same file still."""
        try:
            note = json.loads(self._note.read_text("utf-8"))
            version = str(note["version"]) if note["url"] == url else ""
        except (OSError, ValueError, KeyError, TypeError):
            version = ""
        if not self.size or not version:
            self.discard()
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": version}

    def begin(self, url: str, version: str) -> None:
        """Note which version of the file is arriving."""
        self._note.write_text(json.dumps({"url": url, "version": version}), "utf-8")

    def discard(self) -> None:
        """Forget what has arrived."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def complete(self, sha256: str, etag: str) -> Fetched:
        """Check the file and move it into place."""
        content = self.path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if content.lstrip()[:9].lower().startswith(_PAGES):
            self.discard()
            raise DownloadError(
                said(
                    "{file} came as a web page and not as a table; open its address in a browser "
                    "and download it by hand.",
                    file=self.target.name,
                )
            )
        if sha256 and digest != sha256:
            self.discard()
            raise DownloadError(
                said(
                    "{file} has another checksum than expected ({found}… and not {expected}…), so "
                    "it was not kept; fetch it again, or ask its publisher.",
                    file=self.target.name,
                    found=digest[:12],
                    expected=sha256[:12],
                )
            )
        os.replace(self.path, self.target)
        self._note.unlink(missing_ok=True)
        return Fetched(digest, len(content), etag)


def _client() -> httpx.Client:
    import httpx

    return httpx.Client(
        timeout=httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS),
        follow_redirects=True,
        max_redirects=_MOST_REDIRECTS,
        verify=_certificates(),
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Read the certificates once; every client would read them anew."""
    import httpx

    return httpx.create_ssl_context()


def _check(response: httpx.Response, url: str, target: Path) -> None:
    if response.status_code not in (200, 206):
        raise DownloadError(_refusal(url, response.status_code))
    if "text/html" in response.headers.get("content-type", ""):
        raise DownloadError(
            said(
                "{url} answers with a web page and not with a table; open it in a browser and "
                "download the file by hand.",
                url=url,
            )
        )
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > MOST_BYTES:
        raise DownloadError(_too_large(target))


def _receive(response: httpx.Response, partial: _Partial, url: str, progress: Progress) -> None:
    start = partial.size if response.status_code == 206 else 0
    if start and not response.headers.get("content-range", "").startswith(f"bytes {start}-"):
        partial.discard()
        raise DownloadError(
            said("{file} cannot be continued; fetch it again.", file=partial.target.name)
        )
    length = response.headers.get("content-length", "")
    total = start + int(length) if length.isdigit() else None
    etag = response.headers.get("etag", "")
    # A weak validator does not promise the same bytes, so nothing is continued by it.
    version = etag if etag and not etag.startswith("W/") else ""
    partial.begin(url, version or response.headers.get("last-modified", ""))
    done = start
    with partial.path.open("ab" if start else "wb") as file:
        for chunk in response.iter_bytes():
            done += len(chunk)
            if done > MOST_BYTES:
                raise DownloadError(_too_large(partial.target))
            file.write(chunk)
            progress(done, total)
        file.flush()
        os.fsync(file.fileno())
    if total is not None and done != total:
        raise DownloadError(_interrupted(partial.target))


@contextmanager
def _explained(url: str, target: Path) -> Iterator[None]:
    """Turn whatever goes wrong on the way into one sentence."""
    import httpx

    host = urlsplit(url).hostname or url
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise Unreachable(
            said(
                "{host} cannot be reached; check the connection, or download {file} elsewhere and "
                "import it.",
                host=host,
                file=target.name,
            )
        ) from error
    except (httpx.TimeoutException, httpx.RemoteProtocolError, httpx.ReadError) as error:
        raise DownloadError(_interrupted(target)) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise DownloadError(
            said("{url} cannot be fetched ({why}).", url=url, why=type(error).__name__)
        ) from error
    except OSError as error:
        raise DownloadError(
            said(
                "{folder} cannot be written ({why}); make room or allow writing.",
                folder=str(target.parent),
                why=error.strerror,
            )
        ) from error


def _interrupted(target: Path) -> Said:
    return said(
        "The transfer of {file} was interrupted; fetch it again and it continues.",
        file=target.name,
    )


def _too_large(target: Path) -> Said:
    return said(
        "{file} is larger than {n} MB and was not fetched.",
        file=target.name,
        n=MOST_BYTES // 1024 // 1024,
    )


def _refusal(url: str, status: int) -> Said:
    if status == 404:
        return said(
            "{url} was not found; the data set may have moved: look for it and import the file.",
            url=url,
        )
    return said(
        "{url} answers {status} and no file; try again later, or download it by hand.",
        url=url,
        status=status,
    )
