"""What ``deploy/`` gives an operator fits the settings and the programs it is for."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", ["web", "worker", "scheduler"])
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
