"""What ``deploy/`` gives an operator fits the settings and the programs it is for."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.required import program
from tests.test_storage import start

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = (ROOT / "deploy" / "teilhabe.env.example").read_text("utf-8")
UNITS = ["public", "admin", "worker", "scheduler"]
_OF_OTHERS = {"DJANGO_SETTINGS_MODULE", "PYTHONPATH", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}


def test_the_example_names_what_the_settings_read_and_nothing_else():
    named = set(re.findall(r"^#?([A-Z_0-9]+)=", EXAMPLE, re.MULTILINE))
    settings = ROOT / "site" / "cms" / "settings"
    source = "".join(
        (settings / f"{name}.py").read_text("utf-8") for name in ("base", "files", "requirements")
    )
    read = set(re.findall(r"\"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+|DEBUG)\"", source))
    assert named - _OF_OTHERS <= read
    required = re.search(r"REQUIRED = \((.*?)\)", source).group(1)
    assert set(re.findall(r"[A-Z_]+", required)) <= named


def test_a_site_starts_with_the_example_and_a_secret_and_not_without(tmp_path):
    given = dict(re.findall(r"^([A-Z_0-9]+)=(.*)$", EXAMPLE, re.MULTILINE))
    given |= {"STATE_DIR": str(tmp_path), "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
    del given["DJANGO_SETTINGS_MODULE"]
    refused = start("cms.settings.base", given)
    assert refused.returncode != 0
    assert "SECRET_KEY is not set." in refused.stderr
    secret = "".join(chr(97 + number % 26) for number in range(60))
    started = start("cms.settings.base", {**given, "SECRET_KEY": secret})
    assert started.returncode == 0, started.stderr


def test_nginx_accepts_its_configuration(tmp_path):
    nginx = program("nginx", "nginx")
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    site = re.sub(r"^ *ssl_.*\n", "", site, flags=re.MULTILINE).replace(
        "listen 443 ssl", "listen 8443"
    )
    site = site.replace("/var/cache/nginx/teilhabe", str(tmp_path / "cache"))
    site = site.replace("/var/log/nginx", str(tmp_path))
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {site} }}"
    (tmp_path / "nginx.conf").write_text(whole, "utf-8")
    tried = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert tried.returncode == 0, tried.stderr


@pytest.mark.parametrize("name", UNITS)
def test_each_unit_starts_a_program_that_is_installed_with_the_site(name):
    unit = (ROOT / "deploy" / f"teilhabe-{name}.service").read_text("utf-8")
    command = re.search(r"^ExecStart=/srv/teilhabe/\.venv/bin/(\S+) (.*)$", unit, re.MULTILINE)
    assert command
    runner, arguments = command.groups()
    asked = (
        [runner, "--help"]
        if runner == "granian"
        else [runner, arguments.split()[0], arguments.split()[1], "--help"]
    )
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / asked[0], *asked[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for option in re.findall(r"--[a-z-]+", arguments):
        assert option in done.stdout, option


@pytest.mark.parametrize("name", UNITS)
def test_each_unit_may_touch_little(name):
    tool = program("systemd-analyze", "systemd-analyze (Debian: systemd)")
    unit = ROOT / "deploy" / f"teilhabe-{name}.service"
    looked_at = subprocess.run(
        [tool, "security", "--offline=true", str(unit)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", looked_at.stdout)
    assert exposure, looked_at.stderr
    assert float(exposure[1]) <= 4


def test_the_two_web_units_share_no_port_and_reload_without_stopping():
    texts = [
        (ROOT / "deploy" / f"teilhabe-{name}.service").read_text("utf-8")
        for name in ("public", "admin")
    ]
    for pattern in (r"--port (\d+)", r"^Environment=HEALTH_ADDRESS=\S+:(\d+)$"):
        assert len({re.search(pattern, text, re.MULTILINE)[1] for text in texts}) == 2
    for text in texts:
        assert "--respawn-failed-workers" in text
        assert "\nExecReload=/bin/kill -HUP $MAINPID\n" in text
