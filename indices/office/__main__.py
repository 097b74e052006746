"""The process that makes one paper: `python -m indices.office`, started by `apart.py`."""

from __future__ import annotations

import pickle
import sys

from indices.database.known_sources import with_imported_sources
from indices.database.reader import Reader
from indices.office.apart import Order
from indices.office.papers import Office
from indices.reference import load_catalogue
from indices.said import Told
from indices.settings import read_settings


def main() -> int:
    """Answer the order on standard input by the paper, or by why there is none."""
    order: Order = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(_made(order)))
    return 0


def _made(order: Order) -> bytes | Told:
    settings = read_settings()
    reader = Reader(settings.database_url)
    catalogue = with_imported_sources(load_catalogue(), reader)
    office = Office(catalogue, reader, settings.register)
    try:
        return office.paper(order)
    except Told as told:
        return told
    finally:
        reader.close()


if __name__ == "__main__":
    sys.exit(main())
