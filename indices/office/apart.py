"""Make a paper in a process of its own, so that a server stays small and no template can stop it.

The order goes in on standard input; the paper, or the sentence that says why there is none, comes
back on standard output. Both ends are this package, so that pickled data is safe.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from indices.said import Told, said
from indices.settings import ROOT, Settings

if TYPE_CHECKING:
    from indices.analysis.briefing import Briefing
    from indices.register.tours import Dossier

_SECONDS, _WAIT_SECONDS = 90, 20
_ONE_BY_ONE = Lock()


class NotMade(Told):
    """A paper took too long, or too many were asked for at once."""


@dataclass(frozen=True)
class Order:
    """A paper that is wanted: a kind, the tour or host it is about, its language and day."""

    kind: str
    about: Dossier | Briefing
    lang: str
    on: date


def made_apart(order: Order, settings: Settings) -> bytes:
    """Return a paper as DOCX; one is made after the other.

    Args:
        order: what is wanted.
        settings: where the database and the register are.

    Raises:
        Told: why there is none, such as a broken template.
        RuntimeError: the process failed; the message is what it said last.
    """
    if not _ONE_BY_ONE.acquire(timeout=_WAIT_SECONDS):
        raise NotMade(said("Many papers are being made; try again in a minute."))
    try:
        answer = _ask(pickle.dumps(order), settings)
    finally:
        _ONE_BY_ONE.release()
    if isinstance(answer, Told):
        raise answer
    return answer


def _ask(order: bytes, settings: Settings) -> bytes | Told:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "indices.office"],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": settings.database_url,
                "REGISTER": str(settings.register),
            },
            input=order,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return NotMade(
            said("The paper was not ready after {n} seconds and was stopped.", n=_SECONDS)
        )
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-2000:])
    answer: bytes | Told = pickle.loads(done.stdout)
    return answer
