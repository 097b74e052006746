"""The routes behind the import desk: hand a file in, follow, store, take back."""

from layouts.desk.routes import register_desk

__all__ = ["register_desk"]
