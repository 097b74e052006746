"""Signing in and out: the routes behind the forms of the account page."""

from layouts.account.routes import register_account

__all__ = ["register_account"]
