"""A neighbour that accepts every connection and never says a word."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Silent:
    """Its port, and how often somebody called."""

    def __init__(self, listening: socket.socket) -> None:
        self.port: int = listening.getsockname()[1]
        self.calls: list[socket.socket] = []


@contextmanager
def silent_server() -> Iterator[Silent]:
    with socket.create_server(("127.0.0.1", 0), backlog=200) as listening:
        silent = Silent(listening)

        def accept() -> None:
            while True:
                try:
                    silent.calls.append(listening.accept()[0])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield silent
        listening.shutdown(socket.SHUT_RDWR)
        for call in silent.calls:
            call.close()
