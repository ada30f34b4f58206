"""An "empty machine": a folder in whose place of ``/`` the operators' guide is followed.

What is substituted, and nothing else:

- ``/srv``, ``/etc``, ``/var`` and ``/usr/local`` lie below the folder, in guide and ``deploy/``;
- ports are free ones of this machine (PostgreSQL's by PGPORT), the certificate's by the guide;
- ``apt-get`` does nothing: the programs are there; ``systemctl`` is ``systemctl.py`` beside this;
- the S3 server of the guide is one of this machine (moto);
- ``nginx`` reads the ``nginx.conf`` that Debian's package would have brought;
- ``useradd`` makes the user if there is none; it is taken away afterwards. Where it could not read
  this machine's Python (below root's home), ``runuser -u teilhabe`` stays root;
- unless everything is to be installed, the venv finds the packages of the tests, and pip finds that
  nothing is missing.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from tests.operators.systemctl import stop_all
from tests.ports import Ports
from tests.processes.postgresql import Cluster
from tests.required import program

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "operators.md"
_BELOW = re.compile(r"(?<![\w.}])/(?=(?:srv|etc|var|usr/local)/)")
FOLDERS = (
    "srv", "etc/nginx/conf.d", "etc/systemd/system", "etc/ssl", "run", "bin",
    "var/lib", "var/log/nginx", "var/cache", "var/www", "usr/local/bin",
)  # fmt: skip
S3 = "https://s3.neustadt.example.org"
NGINX_OF_DEBIAN = """pid {prefix}/run/nginx.pid;
daemon off; master_process off;
events {{}}
http {{ include {prefix}/etc/nginx/conf.d/*.conf; }}
"""


def blocks(section: str) -> list[str]:
    """The commands of a section of the guide, in their order."""
    text = GUIDE.read_text("utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    return re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


class Machine:
    """Files, ports and programs; ``follow`` runs the guide."""

    def __init__(self, prefix: Path, cluster: Cluster, *, install_everything: bool) -> None:
        self.prefix, self.cluster, self.ports = prefix, cluster, Ports()
        self.install_everything = install_everything
        for folder in FOLDERS:
            (prefix / folder).mkdir(parents=True)
        conf = NGINX_OF_DEBIAN.format(prefix=prefix)
        (prefix / "etc/nginx/nginx.conf").write_text(conf, "utf-8")
        self._pack()
        self._make_programs()

    def substituted(self, text: str) -> str:
        return self.ports.in_text(_BELOW.sub(f"{self.prefix}/", text))

    def follow(
        self, section: str = "The first day", *, s3: str = "", **variables: str
    ) -> subprocess.CompletedProcess:
        """Every block in one shell, which stops at the first command that fails."""
        script = self.substituted("\n".join(blocks(section))).replace(S3, s3)
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.prefix, env=self.environment() | variables,
            capture_output=True, text=True, timeout=1500, check=False,
        )  # fmt: skip

    def environment(self) -> dict[str, str]:
        ours = f"{self.prefix}/bin:{self.prefix}/usr/local/bin"
        return {
            "PATH": f"{ours}:{os.environ['PATH']}:{self.cluster.bin}",
            "HOME": str(self.prefix),
            "LANG": "C.UTF-8",
            "PREFIX": str(self.prefix),
            "NGINX": program("nginx"),
            "PGHOST": str(self.cluster.folder),
            "PGPORT": str(self.cluster.port),
        }

    def _pack(self) -> None:
        """The release: what git would give, with this machine's paths and ports in ``deploy/``."""
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout.split("\n")  # fmt: skip
        names = [name for name in listed if name and not name.startswith(("tests/", "docs/"))]
        with tarfile.open(self.prefix / "teilhabe.tar.gz", "w:gz", compresslevel=1) as archive:
            for name in names:
                if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
                    archive.add(self._changed(name), f"teilhabe/{name}")

    def _changed(self, name: str) -> Path:
        if not name.startswith("deploy/"):
            return ROOT / name
        changed = self.prefix / "run" / Path(name).name
        text = self.substituted((ROOT / name).read_text("utf-8"))
        text = re.sub(r"(listen )(\[::\]:)?(80|443)", self._listen, text)
        changed.write_text(text, "utf-8")
        return changed

    def _listen(self, found: re.Match[str]) -> str:
        host = "[::1]" if found[2] else "127.0.0.1"
        return f"{found[1]}{host}:{self.ports[found[3]]}"

    def _make_programs(self) -> None:
        python, runuser = sys.executable, program("runuser")
        self._program("apt-get", "exit 0")
        systemctl = f'PYTHONPATH={ROOT} exec {python} -m tests.operators.systemctl "$@"'
        self._program("systemctl", systemctl)
        conf = "$PREFIX/etc/nginx/nginx.conf"
        self._program("nginx", f'exec {program("nginx")} -p $PREFIX -c {conf} "$@"')
        self._program("useradd", f'for user; do :; done; id "$user" || {program("useradd")} "$@"')
        venv = f'exec {python} "$@"'
        if not self.install_everything:
            packages = next(path for path in sys.path if path.endswith("site-packages"))
            scripts = Path(sys.executable).parent
            venv = (
                f'{python} "$@"\n'
                f'for made in "$3"/lib/*/site-packages; do echo {packages} >"$made/x.pth"; done\n'
                f'cp {scripts}/granian "$3/bin/"'
            )
        self._program("python3", venv)
        self._program(
            "runuser",
            f'can_read() {{ {runuser} -u teilhabe -- {python} -c "import django" 2>/dev/null; }}\n'
            f'if [ "$2" = teilhabe ] && ! can_read; then shift 3; exec "$@"; fi\n'
            f'exec {runuser} "$@"',
        )

    def _program(self, name: str, body: str) -> None:
        path = self.prefix / "bin" / name
        path.write_text(f"#!/bin/sh\nset -e\n{body}\n", "utf-8")
        path.chmod(0o755)


@contextmanager
def machine(*, install_everything: bool = False) -> Iterator[Machine]:
    """Made and taken away again, with its processes, its database and its user."""
    had_user = subprocess.run(["id", "teilhabe"], capture_output=True, check=False).returncode == 0
    prefix, folder = Path(mkdtemp(prefix="machine-")), Path(mkdtemp(prefix="database-"))
    prefix.chmod(0o755)
    cluster = Cluster(folder, user="postgres")
    try:
        cluster.start()
        yield Machine(prefix, cluster, install_everything=install_everything)
    finally:
        stop_all(prefix / "run")
        cluster.stop()
        shutil.rmtree(prefix, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        if not had_user:
            subprocess.run([program("userdel"), "teilhabe"], capture_output=True, check=False)
