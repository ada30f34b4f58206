"""Another machine on which a backup is restored, looked at and confirmed.

``python -m tests.keeping.elsewhere DIR KEY…`` is that machine; it writes what happened as JSON into
DIR/told.json.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def empty_database(state: Path) -> Iterator[str]:
    """Address of an empty database of the kind that is tested, for as long as the block lasts."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{state / 'city.sqlite3'}"
        return
    name = f"elsewhere_{uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    place = connection.settings_dict
    try:
        yield f"postgres://{place['USER']}@{place['HOST']}:{place['PORT']}/{name}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def restored_elsewhere(folder: Path, state: Path, keys: Iterable[object]) -> dict[str, Any]:
    """What happened on a machine with an empty database and no files."""
    with empty_database(state) as url:
        environment = {
            **os.environ,
            "STATE_DIR": str(state),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.keeping.elsewhere", folder, *map(str, keys)],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1800, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads((folder / "told.json").read_text("utf-8"))


def main(folder: str, keys: list[str]) -> None:
    from django.core import mail
    from django.core.files.storage import storages
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from cms.operations.keeping.closed import door
    from cms.operations.keeping.originals import stored_names
    from cms.operations.ticking import tick
    from pressreleases.models import PressRelease
    from tests.keeping.addresses import public_answers

    setup_test_environment()
    told: dict[str, Any] = {}

    def told_by(*command: str) -> str:
        out = StringIO()
        call_command(*command, stdout=out, stderr=out)
        return out.getvalue()

    def published() -> int:
        return PressRelease.objects.filter(live=True).count()

    told["restore"] = told_by("restore", folder)
    door.look_again()
    client = Client(headers={"host": "localhost"})
    asked = ("/de/", "/api/v1/press-releases", "/admin/login/", "/livez", "/readyz")
    told["closed"] = {address: client.get(address).status_code for address in asked}
    told["live"] = [published()]
    tick()
    told["live"].append(published())
    told["ready"] = client.get("/readyz").json()
    told["confirm"] = told_by("restored", "confirm")
    door.asked_at = float("-inf")
    told["answers"] = public_answers(keys)
    told["public files"] = sorted(stored_names(storages["public"]))
    told["verify"] = told_by("editions", "verify")
    told["mails"] = len(mail.outbox)
    tick()
    told["live"].append(published())
    (Path(folder) / "told.json").write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    main(sys.argv[1], sys.argv[2:])
