"""``systemctl`` of the test's machine: starts what the shipped units say, and nginx.

Called as a program. It keeps a process group per unit, a log and a file with its id, below PREFIX.
"""

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

from tests.units import unit


def main(prefix: Path, action: str, *names: str) -> None:
    for name in names:
        if name.startswith("-"):
            continue
        if name == "nginx":
            nginx = [os.environ["NGINX"], "-p", prefix, "-c", prefix / "etc/nginx/nginx.conf"]
            start(prefix, name, nginx, dict(os.environ))
        elif action in ("enable", "start", "restart"):
            told = unit((prefix / "etc/systemd/system" / name).read_text("utf-8"), name)
            command, user = told.command, told.all("User")[0]
            os.chdir(told.all("WorkingDirectory")[0])
            passed = {key: os.environ[key] for key in ("PATH", "PGPORT")}
            environment = passed | told.environment
            as_user = ["runuser", "-u", user, "--"]
            for first in told.all("ExecStartPre"):
                trial = [*as_user, *shlex.split(first.removeprefix("-"))]
                must = not first.startswith("-")
                subprocess.run(trial, env=environment, check=must)
            start(prefix, name, [*as_user, *command], environment)


def start(prefix: Path, name: str, command: list, environment: dict[str, str]) -> None:
    with (prefix / "var/log" / f"{name}.log").open("w") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    (prefix / "run" / f"{name}.pid").write_text(str(process.pid))


def stop_all(run: Path) -> None:
    """Ends what was started here, by its id."""
    for file in run.glob("*.pid"):
        try:
            os.killpg(int(file.read_text()), signal.SIGTERM)
        except ProcessLookupError:
            continue


if __name__ == "__main__":
    main(Path(os.environ["PREFIX"]), *sys.argv[1:])
