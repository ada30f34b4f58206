"""``deploy/nginx.conf`` on this machine: its ports, paths and certificate, and nothing else."""

import re
import shutil
import socket
from pathlib import Path

from tests.ports import Ports

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so")
HOST = "vielfalt.stadt.example.org"


def configuration(folder: Path, ports: Ports, *, tls: bool = True) -> str:
    """All that nginx needs to run it in the foreground; without TLS there is no port 80 either."""
    text = ports.in_text((DEPLOY / "nginx.conf").read_text("utf-8"))
    port, plain_port = ports["443"], ports["80"]
    for theirs, ours in (
        ("/var/cache/nginx/teilhabe", f"{folder}/cache"),
        ("/etc/ssl/", f"{folder}/"),
        ("/var/log/nginx/", f"{folder}/"),
        ("/var/www/acme", f"{folder}/acme"),
        ("/etc/nginx/teilhabe.d/", f"{folder}/teilhabe.d/"),
        (" 443 ssl", f" 127.0.0.1:{port} ssl"),
        (" [::]:443 ssl", f" [::1]:{port} ssl"),
        (" 80;", f" 127.0.0.1:{plain_port};"),
        (" [::]:80;", f" [::1]:{plain_port};"),
    ):
        assert theirs in text, theirs
        text = text.replace(theirs, ours)
    if not tls:
        plain = rf"^server {{\n    listen 127.0.0.1:{plain_port};.*?^}}\n"
        text = re.sub(plain, "", text, flags=re.MULTILINE | re.DOTALL)
        text = re.sub(r"^ *ssl_.*\n", "", text, flags=re.MULTILINE).replace(" ssl http2;", ";")
    if not has_ipv6():
        text = re.sub(r"^ *listen \[::1\].*\n", "", text, flags=re.MULTILINE)
    module = f"load_module {BROTLI};" if tls and BROTLI.exists() else ""
    if module:
        (folder / "teilhabe.d").mkdir()
        shutil.copy(DEPLOY / "nginx-brotli.conf", folder / "teilhabe.d")
    return (
        f"{module} daemon off; master_process off; pid {folder}/pid; events {{}} http {{ {text} }}"
    )


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
