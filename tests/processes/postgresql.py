"""A PostgreSQL cluster of a test's own, which may be killed. It writes to the disk for sure."""

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from tests.conftest import require

USER = "teilhabe"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _parent_of(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:  # it has ended meanwhile
        return 0
    return int(stat.rpartition(")")[2].split()[1])


class Cluster:
    """Started by ``start``, ended like a machine without power by ``cut_the_power``."""

    def __init__(self, folder: Path, user: str = USER) -> None:
        require(shutil.which("pg_config"), "PostgreSQL")
        bindir = subprocess.run(
            ["pg_config", "--bindir"], capture_output=True, text=True, check=True
        ).stdout.strip()
        self.bin = Path(bindir)
        require((self.bin / "initdb").exists(), "PostgreSQL's server")
        self.folder, self.port = folder, free_port()
        self.url = f"postgres://{user}@127.0.0.1:{self.port}/postgres"
        # The server refuses to run as root.
        self.as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.as_postgres:
            shutil.chown(folder, "postgres")
        self._run("initdb", "-U", user, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self.as_postgres, self.bin / program, "-D", self.folder / "data", *arguments],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,  # the server would keep a pipe open
            stderr=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, f"{program} {arguments}"

    def start(self) -> None:
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 "
            f"-c unix_socket_directories={self.folder} -c fsync=on -c synchronous_commit=on"
        )
        self._run("pg_ctl", "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def cut_the_power(self) -> None:
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def pids(self) -> list[int]:
        """The server's process and those it began."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        processes = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
        return [first, *(pid for pid in processes if _parent_of(pid) == first)]

    def stall(self) -> None:
        """It keeps its connections and says nothing any more; the system still takes new ones."""
        for pid in self.pids():
            os.kill(pid, signal.SIGSTOP)

    def go_on(self) -> None:
        for pid in self.pids():
            os.kill(pid, signal.SIGCONT)

    def stop(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self.cut_the_power()

    def fill_from(self, url: str) -> None:
        """Everything another database holds."""
        with subprocess.Popen(
            [self.bin / "pg_dump", "--no-owner", url], stdout=subprocess.PIPE
        ) as dump:
            subprocess.run(
                [self.bin / "psql", "-q", "-v", "ON_ERROR_STOP=1", self.url],
                stdin=dump.stdout,
                stdout=subprocess.DEVNULL,
                check=True,
            )
        assert dump.returncode == 0
