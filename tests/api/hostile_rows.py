"""What the rows of the hostile table are made of."""

import base64

LONG = "a" * 5_000
KEY = "8a195521-8b33-49d8-b7cd-5f2c56c23d32"


def cursor(text: str | bytes) -> str:
    raw = text if isinstance(text, bytes) else text.encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def get(status: int, *targets: str) -> list[tuple[str, str, dict[str, str], int]]:
    return [("GET", target, {}, status) for target in targets]
