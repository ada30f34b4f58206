"""Every page of the gallery is valid HTML, says the W3C's own checker.

The Nu Html Checker (https://validator.github.io/validator/), run offline on all pages at once.
"""

import json
import re
import subprocess

import pytest

from tests.reader.gallery import CASES
from tests.required import from_npm, program

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture(scope="session")
def complaints():
    """What the checker says of the pages in a folder: file name, and line with what is wrong."""
    command = [
        program("java", "Java"), "-jar", str(from_npm("vnu-jar/build/dist/vnu.jar")),
        "--format", "json", "--exit-zero-always", "--stdout", "--skip-non-html",
    ]  # fmt: skip

    def check(folder) -> list[str]:
        done = subprocess.run([*command, str(folder)], capture_output=True, check=True, timeout=180)
        return sorted(
            f"{said['url'].rpartition('/')[2]}: {said['message']} {said.get('extract', '')!r}"
            for said in json.loads(done.stdout)["messages"]
        )

    return check


def test_every_page_is_valid(html_of, complaints, tmp_path):
    for row, tag in CASES:
        name = re.sub(r"\W+", "-", f"{row.name} {tag}")
        (tmp_path / f"{name}.html").write_text(html_of(row, tag), encoding="utf-8")
    assert complaints(tmp_path) == []


def test_the_checker_sees_what_is_planted(html_of, complaints, tmp_path):
    row, tag = CASES[0]
    whole = html_of(row, tag)
    (tmp_path / "planted.html").write_text(whole.replace("<main", '<p id="content"></p><main'))
    assert any("Duplicate ID" in said for said in complaints(tmp_path))
