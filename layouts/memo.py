"""Remembers finished answers: data change only when the database is built anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import TypeVar

T = TypeVar("T")
_for_everybody: ContextVar[bool] = ContextVar("for_everybody", default=False)


class Memo:
    """The `size` most recently used answers, shared by all threads; nobody may change them."""

    def __init__(self, size: int = 256) -> None:
        self._size = size
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the answer remembered under `key`, making it first where there is none."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]  # type: ignore[return-value]
        answer = make()
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)
        return answer


@contextmanager
def for_everybody() -> Iterator[None]:
    """Mark what is made inside as seen by all visitors: it must not depend on who asks."""
    mark = _for_everybody.set(True)
    try:
        yield
    finally:
        _for_everybody.reset(mark)


def is_for_everybody() -> bool:
    """Whether what is being made will be seen by other visitors too."""
    return _for_everybody.get()
