"""An editor who publishes release after release: ``python -m tests.processes.writer``.

Prints each key once the publication has returned; ends on SIGTERM.
"""

import signal
import sys
import time

import django

django.setup()

from django.db import Error, close_old_connections  # noqa: E402 - Django must be set up first

from tests import office  # noqa: E402


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *args: sys.exit(0))
    while True:
        close_old_connections()  # as at the beginning of each request
        try:
            key = office.published_release().translation_key
        except Error:
            time.sleep(0.05)
            continue
        sys.stdout.write(f"{key}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
