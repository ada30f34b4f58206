"""The demo city is backed up and restored elsewhere: each public address answers the same bytes."""

import tempfile
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from cms.editions.verifying import all_keys
from tests.drills.rows import Row
from tests.keeping.addresses import public_answers
from tests.keeping.elsewhere import restored_elsewhere


def run() -> Iterable[Row]:
    call_command("demo", "load", stdout=StringIO())
    call_command("editions", "drain", stdout=StringIO())
    with tempfile.TemporaryDirectory(prefix="teilhabe-restoring-") as folder:
        yield from restored(Path(folder))


def restored(folder: Path) -> Iterator[Row]:
    keys = all_keys()
    before = public_answers(keys)
    call_command("backup", str(folder / "backup"), stdout=StringIO())
    (folder / "elsewhere").mkdir()
    told = restored_elsewhere(folder / "backup", folder / "elsewhere", keys)
    after = told["answers"]
    addresses = before.keys() | after.keys()
    wrong = [address for address in sorted(addresses) if before.get(address) != after.get(address)]
    yield Row("public addresses with status, entity tag and bytes", len(addresses), wrong)
    clean = [] if "no differences" in told["verify"] else [told["verify"]]
    yield Row("restored cities verified", 1, clean)
