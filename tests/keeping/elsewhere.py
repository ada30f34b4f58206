"""Run as a program: another machine on which a backup is restored, looked at and confirmed.

``python -m tests.keeping.elsewhere DIR KEY…`` writes what happened as JSON into DIR/told.json.
"""

import json
import os
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import django


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
