"""What ``deploy/`` gives an operator fits the settings and the programs it is for."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.required import program

ROOT = Path(__file__).resolve().parents[1]
UNITS = ["public", "admin", "worker", "scheduler"]


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
