"""How far a long command is: in place on a terminal, else a line every two seconds."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

EVERY_S = 2.0


class Progress:
    """Tells it on ``out``, a command's ``stdout``. Quick work says nothing but on a terminal."""

    def __init__(self, out: Any) -> None:
        self.out = out
        self.in_place = out.isatty()
        self.told_at = time.monotonic()

    def tell(self, text: str) -> None:
        if self.in_place:
            self.out.write(f"\r\033[K  {text}", ending="")
            self.out.flush()
        elif time.monotonic() - self.told_at >= EVERY_S:
            self.told_at = time.monotonic()
            self.out.write(f"  {text}")
            self.out.flush()

    def end(self) -> None:
        """What is written next begins at the left edge."""
        if self.in_place:
            self.out.write("\r\033[K", ending="")

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """For work that cannot be counted: what is done, and for how long already."""
        over = threading.Event()
        began = time.monotonic()

        def tell_again_and_again() -> None:
            while not over.wait(EVERY_S):
                self.tell(f"{what} … {time.monotonic() - began:.0f} s")

        thread = threading.Thread(target=tell_again_and_again, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            self.end()
