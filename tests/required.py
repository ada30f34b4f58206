"""What needs more than Python: skipped with a reason on a developer's machine, required in CI."""

import os
import shutil
from pathlib import Path

import pytest

NODE_MODULES = Path(__file__).resolve().parents[1] / "node_modules"


def require(condition: object, what: str) -> None:
    """Skip with a reason on a developer's machine; fail where CI promises that it is there."""
    if not condition:
        if os.environ.get("CI"):
            pytest.fail(f"{what} is missing, and CI requires it.")
        pytest.skip(f"{what} is missing")


def program(name: str, what: str = "") -> str:
    """Path of an installed program."""
    path = shutil.which(name)
    require(path, what or name)
    return str(path)


def from_npm(path: str) -> Path:
    """A file of a package that .ci/run installs: ``npm install --no-save --no-package-lock …``."""
    file = NODE_MODULES / path
    require(file.exists(), f"{path.partition('/')[0]} (npm, see .ci/run)")
    return file
