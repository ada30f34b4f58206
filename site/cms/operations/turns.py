"""Only a few threads at once wait for a slow neighbour; the others stay free for what is quick."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class NoTurn(Exception):
    """All turns are taken by calls that take long."""


class FewAtOnce:
    """``most`` turns. Whoever comes when all are taken waits for a moment, unless it is no use."""

    def __init__(self, most: int, *, patience_s: float = 0.5, slow_s: float = 1.0) -> None:
        self.patience_s, self.slow_s = patience_s, slow_s
        self._free = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._began: dict[int, float] = {}

    @contextmanager
    def turn(self) -> Iterator[None]:
        """NoTurn within ``patience_s`` if there is none."""
        if not self._free.acquire(timeout=self._patience()):
            raise NoTurn
        me = threading.get_ident()
        try:
            with self._lock:
                self._began[me] = time.monotonic()
            yield
        finally:
            with self._lock:
                del self._began[me]
            self._free.release()

    def _patience(self) -> float:
        with self._lock:
            oldest = min(self._began.values(), default=None)
        is_slow = oldest is not None and time.monotonic() - oldest > self.slow_s
        return 0 if is_slow else self.patience_s
