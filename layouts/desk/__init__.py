"""The routes behind the import desk and the drawer: files, imports, decisions against the rule."""

from __future__ import annotations

from flask import Flask

from indices.settings import Settings
from layouts.desk.overruling import register_overruling
from layouts.desk.routes import register_files

__all__ = ["register_desk"]


def register_desk(server: Flask, settings: Settings) -> None:
    """Answer everything under /desk on that server."""
    register_files(server, settings)
    register_overruling(server, settings)
