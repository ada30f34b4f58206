"""A circuit breaker: whoever asks a neighbour that does not answer is refused at once.

After ``failures`` calls without answer, and none with, it is open: for ``open_s`` nobody asks, then
one caller tries while all others are still refused (half open). That one's answer closes it.
https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker
"""

import threading
import time


class Breaker:
    """One for each neighbour and process; all its methods may be called from any thread."""

    def __init__(self, *, failures: int, open_s: float) -> None:
        self.failures, self.open_s = failures, open_s
        self._lock = threading.Lock()
        self._failed = 0
        self._next_try_at: float | None = None  # None: closed

    @property
    def is_open(self) -> bool:
        return self._next_try_at is not None

    def allows(self) -> bool:
        """Whether the caller may ask; then it must say what became of it."""
        if self._next_try_at is None:
            return True
        with self._lock:
            now = time.monotonic()
            if self._next_try_at is None:
                return True
            if now < self._next_try_at:
                return False
            # The next one may try if this one is never heard of again.
            self._next_try_at = now + max(self.open_s, 1)
            return True

    def succeeded(self) -> None:
        if self._failed or self._next_try_at is not None:
            with self._lock:
                self._failed, self._next_try_at = 0, None

    def failed(self) -> bool:
        """Whether that opened it."""
        with self._lock:
            self._failed += 1
            if self._failed < self.failures:
                return False
            was_closed = self._next_try_at is None
            self._next_try_at = time.monotonic() + self.open_s
            return was_closed
