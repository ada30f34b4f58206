"""PDFs of every kind through every door: what readers' programs open is offered, the rest refused.

What is taken can be downloaded as it came; what is refused leaves neither a row nor a file.
"""

import random
from collections.abc import Callable, Iterable

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import UploadedFile

from cms.editions.media_names import document_name
from home.media import OfficeDocument
from home.roles import CHIEF_EDITORS, ensure_roles
from tests import office
from tests.admin import pictures
from tests.admin.conftest import logged_in, person
from tests.drills.rows import Row

FOLDER = "documents"
FIELDS = {"title": "Plan", "tags": ""}
Bytes = Callable[[random.Random], bytes]
Door = Callable[[Client, SimpleUploadedFile], None]


def _plain(chance: random.Random) -> bytes:
    return pictures.pdf(pages=chance.randint(1, 60))


def _noise(chance: random.Random, most: int) -> bytes:
    """Up to so many bytes that begin no other kind of file and no markup."""
    return bytes(chance.choices(b"\x00\r\n .%", k=chance.randint(1, most)))


def _protected(chance: random.Random, user_password: str) -> bytes:
    algorithm = chance.choice(("RC4-40", "RC4-128"))
    return pictures.pdf(
        chance.randint(1, 5),
        user_password=user_password,
        owner_password="drucken",
        algorithm=algorithm,
    )


OPENS: dict[str, Bytes] = {
    "as a program saves it": _plain,
    "after a mark": lambda chance: b"\xef\xbb\xbf" + _plain(chance),
    "after up to a kilobyte": lambda chance: _noise(chance, 1024) + _plain(chance),
    "before much else": lambda chance: _plain(chance) + _noise(chance, 50_000),
    "without its last line": lambda chance: _plain(chance).rpartition(b"%%EOF")[0],
    "protected against changes alone": lambda chance: _protected(chance, ""),
    "with another end of its first line": lambda chance: _plain(chance).replace(b"\n", b"\r", 1),
}  # fmt: skip
DOES_NOT_OPEN: dict[str, Bytes] = {
    "with a password": lambda chance: _protected(chance, "geheim"),
    "without pages": lambda chance: pictures.pdf(pages=0),
    "of a first and a last line": lambda chance: b"%PDF-1.7\n%%EOF",
    "cut early": lambda chance: _plain(chance)[: chance.randint(1, 60)],
    "after a web page": lambda chance: pictures.HTML + _plain(chance),
    "far behind its beginning": lambda chance: b"." * 1025 + _noise(chance, 99) + _plain(chance),
    "that is a picture": lambda chance: pictures.bytes_of("PNG"),
    "that is a picture and a PDF": lambda chance: pictures.bytes_of("PNG") + _plain(chance),
    "of chance": lambda chance: b"%PDF-1.4\n" + chance.randbytes(chance.randint(0, 5000)),
    "of nothing": lambda chance: b"",
    "of open brackets": lambda chance: b"%PDF-1.7\n1 0 obj\n" + b"[" * 400_000,
    "that refers to itself": lambda chance: (
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9>>"
        b"\nstartxref\n9\n%%EOF"
    ),
}  # fmt: skip


def by_form(client: Client, file: SimpleUploadedFile) -> None:
    client.post(reverse("wagtaildocs:add"), FIELDS | {"file": file})


def by_many(client: Client, file: SimpleUploadedFile) -> None:
    client.post(reverse("wagtaildocs:add_multiple"), {"files[]": file})
    if waiting := UploadedFile.objects.order_by("pk").last():
        prefix = f"uploaded-document-{waiting.pk}"
        client.post(
            reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting.pk]),
            {f"{prefix}-{name}": value for name, value in FIELDS.items()},
        )


def by_chooser(client: Client, file: SimpleUploadedFile) -> None:
    fields = {f"document-chooser-upload-{name}": value for name, value in FIELDS.items()}
    client.post(
        reverse("wagtaildocs_chooser:create"), fields | {"document-chooser-upload-file": file}
    )


DOORS: dict[str, Door] = {
    "the form": by_form,
    "many at once": by_many,
    "the chooser": by_chooser,
}


def run(times: int = 4, seed: int = 1) -> Iterable[Row]:
    """``times`` files of each kind through each door, the same for the same seed."""
    chance = random.Random(seed)
    with transaction.atomic():
        ensure_roles()
        client = logged_in(person("chefredaktion", CHIEF_EDITORS))
        office.open_office()
        for what, door in DOORS.items():
            for told, kinds in (("offered", OPENS), ("refused", DOES_NOT_OPEN)):
                row = Row(f"PDFs through {what}, {told}")
                for kind, made in kinds.items():
                    for _time in range(times):
                        row.tried += 1
                        if wrong := problem(client, door, made(chance), told):
                            row.failed.append(f"{kind}: {wrong}")
                yield row
        transaction.set_rollback(True)


def problem(client: Client, door: Door, content: bytes, told: str) -> str:
    """What is wrong with a PDF that was sent through a door, "" if nothing is."""
    _clear()
    before = _kept()
    door(client, SimpleUploadedFile("plan.pdf", content))
    document = OfficeDocument.objects.first()
    if told == "refused":
        return "taken" if document else "left a file" if _kept() != before else ""
    if document is None:
        return "refused"
    office.published_release(
        body=[
            ("paragraph", "<p>Ein Text steht hier.</p>"),
            ("download", {"document": document, "title": "Plan"}),
        ]
    )
    answer = client.get(f"/media/{document_name(document)}")
    if answer.status_code != 200:
        return f"its download answers {answer.status_code}"
    came = answer.content if not answer.streaming else b"".join(answer.streaming_content)
    return "" if came == content else "comes as other bytes than it was sent"


def _clear() -> None:
    OfficeDocument.objects.all().delete()
    UploadedFile.objects.all().delete()


def _kept() -> set[str]:
    return set(default_storage.listdir(FOLDER)[1]) if default_storage.exists(FOLDER) else set()
