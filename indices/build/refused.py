"""What the engine will not do, in one sentence that may be shown to anybody."""

from __future__ import annotations

from indices.said import Said, Told


class Refused(Told):
    """Something asked for makes no sense or cannot be done; nothing was changed.

    The message is one sentence with the remedy; `usage` says that the request itself was wrong.
    """

    def __init__(self, sentence: Said, usage: bool = False) -> None:
        super().__init__(sentence)
        self.usage = usage


class Cancelled(Exception):
    """Somebody cancelled a long piece of work; nothing was changed."""
