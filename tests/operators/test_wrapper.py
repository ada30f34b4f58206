"""``teilhabe COMMAND``: what the units' environment file says, as systemd reads it."""

import subprocess

import pytest

from tests.test_storage import ROOT

FILE = """# The site's secrets
SECRET_KEY=a$b`c"d\\e&f
; another comment

OFFICE_NAME="Amt für Vielfalt"
OFFICE_CITY='Neustadt'
PUBLISHER=Amt = Stadt
EMAIL_HOST_PASSWORD=
"""


@pytest.fixture
def teilhabe(tmp_path):
    """The wrapper with a Python that tells what it was given, run as who runs the tests."""
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s|" "$@"; pwd; env\n')
    python.chmod(0o755)
    text = (ROOT / "deploy" / "teilhabe").read_text("utf-8")
    assert "\ncode=/srv/teilhabe\n" in text
    text = text.replace("\ncode=/srv/teilhabe\n", f"\ncode={tmp_path}\n")
    text = text.replace('exec runuser -u "$user" -- ', "exec ")
    program, file = tmp_path / "teilhabe", tmp_path / "teilhabe.env"
    program.write_text(text, "utf-8")

    def run(content: str | None, *arguments: str) -> subprocess.CompletedProcess:
        if content is not None:
            file.write_text(content, "utf-8")
        return subprocess.run(
            ["sh", program, *arguments],
            env={"PATH": "/usr/bin:/bin", "TEILHABE_ENV": str(file)},
            capture_output=True, text=True, check=False, timeout=20,
        )  # fmt: skip

    return run


def test_nothing_in_the_file_is_expanded_and_quotes_are_no_part_of_a_value(teilhabe, tmp_path):
    said = teilhabe(FILE, "shell", "-c", "a b").stdout.splitlines()
    assert said[0] == f"manage.py|shell|-c|a b|{tmp_path}"
    for line in (
        'SECRET_KEY=a$b`c"d\\e&f', "OFFICE_NAME=Amt für Vielfalt", "OFFICE_CITY=Neustadt",
        "PUBLISHER=Amt = Stadt", "EMAIL_HOST_PASSWORD=",
    ):  # fmt: skip
        assert line in said


def test_without_the_file_nothing_is_run(teilhabe):
    done = teilhabe(None, "migrate")
    assert (done.returncode, done.stdout) == (1, "")
    assert "sudo teilhabe migrate" in done.stderr


def test_a_line_that_is_no_variable_is_shown_only_by_its_number(teilhabe):
    done = teilhabe(FILE + "export GEHEIM\n", "migrate")
    assert done.returncode == 1
    assert "line 9" in done.stderr
    assert "GEHEIM" not in done.stderr
