"""How far a long piece of work has come, and whether somebody wants it to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from indices.build.refused import Cancelled

Stage = Literal["read", "compare", "check", "write", "choose"]
STAGES: tuple[Stage, ...] = ("read", "compare", "check", "write", "choose")


@dataclass(frozen=True)
class Watch:
    """Who is told about the progress, and who may cancel.

    Attributes:
        progress: called with done, total and the stage that begins; the last call has done = total.
        cancelled: asked at every stage and between batches; True stops the work.
    """

    progress: Callable[[int, int, str], None] = lambda done, total, stage: None
    cancelled: Callable[[], bool] = lambda: False

    def begin(self, stage: Stage) -> None:
        """Tell that a stage begins.

        Raises:
            Cancelled: somebody wants to stop; the caller's transaction is rolled back.
        """
        self.check()
        self.progress(STAGES.index(stage), len(STAGES), stage)

    def end(self) -> None:
        """Tell that all is done; it is too late to cancel."""
        self.progress(len(STAGES), len(STAGES), STAGES[-1])

    def check(self) -> None:
        """Stop when somebody wants to."""
        if self.cancelled():
            raise Cancelled("Cancelled; the database is as it was.")
