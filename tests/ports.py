"""Free ports of this machine in the place of those that are written in ``deploy/``."""

import re
from collections import defaultdict

from tests.processes.postgresql import free_port

_PORT = re.compile(r"(?<=127\.0\.0\.1:)\d{2,5}|(?<=--port )\d{2,5}")


class Ports(defaultdict[str, int]):
    """A free port of this machine for each that is written in ``deploy/``, the same every time."""

    def __init__(self) -> None:
        super().__init__(free_port)

    def in_text(self, text: str) -> str:
        return _PORT.sub(lambda found: str(self[found[0]]), text)
