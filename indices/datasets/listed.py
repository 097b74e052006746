"""The data sets that `data/catalogue/datasets.toml` lists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indices.reference import DATASETS, CatalogueError, unread, wrong


@dataclass(frozen=True)
class RemoteFile:
    """One file of a data set: its path below the address, and its SHA-256 where it is known."""

    path: str
    sha256: str = ""


@dataclass(frozen=True)
class DataSet:
    """A data set with a public address.

    Attributes:
        name: what people call it.
        index: code of the index that its figures are about.
        publisher, title, page, published, kind: its source, as figures cite it.
        base: address to which a file's path is added.
        listing: address that answers which files there are, in the form of the Hugging Face hub;
            asked where `files` is empty.
        files: the files that are wanted.
    """

    name: str
    index: str
    publisher: str
    title: str
    page: str
    published: str
    kind: str
    base: str
    listing: str
    files: tuple[RemoteFile, ...]


def listed_datasets(root: Path) -> dict[str, DataSet]:
    """Return the listed data sets by name, in their order.

    Raises:
        CatalogueError: the list cannot be read or an entry lacks a field.
    """
    path = root / "catalogue" / DATASETS
    try:
        items = tomllib.loads(path.read_text(encoding="utf-8")).get("dataset", [])
        return {item["name"]: _dataset(item) for item in items}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(unread(path, error)) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise CatalogueError(wrong(path, error)) from error


def _dataset(item: dict[str, Any]) -> DataSet:
    return DataSet(
        name=item["name"],
        index=item["index"],
        publisher=item["publisher"],
        title=item["title"],
        page=item["page"],
        published=item.get("published", ""),
        kind=item["kind"],
        base=item["base"].rstrip("/") + "/",
        listing=item.get("listing", ""),
        files=tuple(
            RemoteFile(file["path"], file.get("sha256", "")) for file in item.get("files", [])
        ),
    )
