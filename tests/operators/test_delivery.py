"""What a release is made of: containers that run what the units run, parts and licences."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from cms import __version__
from cms.settings.variables import BY_NAME

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
CONTAINERFILE = (DEPLOY / "Containerfile").read_text("utf-8")
# Licences whose terms let a work under BSD-3-Clause use the package as a library.
COMPATIBLE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Unlicense|Zlib"
)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.compose-spec", "deploy/compose.yaml"),
        ("vendor.github-workflows", ".github/workflows/gate.yml"),
    ],
)
def test_the_files_are_what_their_programs_read(schema, file):
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, ROOT / file],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["public", "admin", "worker", "scheduler"])
def test_containers_run_what_the_units_run(compose, name):
    unit = (DEPLOY / f"teilhabe-{name}.service").read_text("utf-8")
    command = re.search(r"^ExecStart=/srv/teilhabe/\.venv/bin/(.*)$", unit, re.MULTILINE)[1]
    assert compose["services"][name]["command"] == command
    surface = re.search(r"^Environment=SURFACE=(\w+)$", unit, re.MULTILINE)
    given = compose["services"][name]["environment"].get("SURFACE")
    assert given == (surface[1] if surface else None)


def test_containers_are_given_variables_that_the_site_knows(compose):
    for service in ("prepare", "public", "admin", "worker", "scheduler"):
        assert compose["services"][service]["environment"].keys() <= BY_NAME.keys()
        assert compose["services"][service]["cap_drop"] == ["ALL"]


def test_what_the_image_copies_is_there():
    copied = [line.split()[1:-1] for line in re.findall(r"^COPY .*$", CONTAINERFILE, re.MULTILINE)]
    names = [name for names in copied for name in names]
    assert {"home", "directory", "pressreleases", "locales", "site", "manage.py"} <= set(names)
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_no_file_names_a_registry():
    for text in (CONTAINERFILE, (DEPLOY / "compose.yaml").read_text("utf-8")):
        for image in re.findall(r"^(?:FROM|\s+image:) (\S+)", text, re.MULTILINE):
            assert "." not in image.partition("/")[0].partition(":")[0], image


def test_the_image_holds_all_that_a_site_needs(tmp_path):
    """Its steps, run in a folder: what is copied, and what is made there."""
    for line in re.findall(r"^COPY .*$", CONTAINERFILE, re.MULTILINE):
        *names, target = line.split()[1:]
        for name in names:
            place = tmp_path / (target if len(names) == 1 and target != "./" else name)
            place.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["cp", "-r", ROOT / name, place], check=True)
    for made in tmp_path.rglob("*.mo"):
        made.unlink()
    subprocess.run([sys.executable, "locales/compile_catalogues.py"], cwd=tmp_path, check=True)
    environment = {
        "PATH": "/usr/bin:/bin", "PYTHONPATH": f"{tmp_path / 'site'}:{tmp_path}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.base", **_filled_in(tmp_path),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def _filled_in(folder: Path) -> dict[str, str]:
    """The required variables, with their examples."""
    found = {variable.name: variable.example for variable in BY_NAME.values() if variable.required}
    secret = "".join(chr(97 + number % 26) for number in range(60))
    for name in ("SECRET_KEY", "MEDIA_NAME_SECRET"):
        found[name] = secret + name
    (folder / "state").mkdir()
    return found | {"STATE_DIR": str(folder / "state"), "DATABASE_URL": "sqlite://:memory:"}


@pytest.mark.once
def test_the_list_of_parts_names_every_pinned_package(tmp_path):
    subprocess.run(
        [BIN / "cyclonedx-py", "requirements", ROOT / "requirements.lock",
         "--output-file", tmp_path / "sbom.json"],
        check=True, timeout=120,
    )  # fmt: skip
    listed = json.loads((tmp_path / "sbom.json").read_text())["components"]
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert {part["name"].lower() for part in listed} == {name.lower() for name in pinned}
    assert [part["name"] for part in listed if not _hashes(part)] == []


def _hashes(part: dict[str, Any]) -> list[Any]:
    """Of the files the package comes in."""
    references = part.get("externalReferences", [])
    return [digest for reference in references for digest in reference.get("hashes", [])]


@pytest.mark.once
def test_every_package_comes_under_a_licence_that_fits_ours():
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    said = subprocess.run(
        [BIN / "pip-licenses", "--from=mixed", "--format=json", "--packages", *pinned],
        capture_output=True, text=True, check=True, timeout=120,
    ).stdout  # fmt: skip
    packages = json.loads(said)
    assert len(packages) > 30
    assert [each for each in packages if not COMPATIBLE.search(each["License"])] == []


def test_the_version_is_told_by_the_api_and_in_the_changelog(client):
    assert client.get("/api/v1/").json()["release"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
