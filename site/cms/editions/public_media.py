"""Public copies of pictures and files. Originals stay private.

Copies are put before the
publishing transaction begins, use rows are written inside it; a sweep removes what nobody uses.
A copy is served only while readers see an edition that shows it: to the second, whether or not it
already lies there.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, ReferenceIndex

from cms.editions.media_names import copies_of, document_name
from cms.editions.models import Edition, JournalCounter, MediaUse, Placement
from home.failures import Unavailable
from home.media import OfficeDocument, OfficeImage

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)


def lease(key: UUID, names: list[str]) -> None:
    """Keep these copies from the sweep while a publication is under way; committed at once."""
    if not names:
        return
    with transaction.atomic():
        JournalCounter.objects.select_for_update().get_or_create(pk=1)
        MediaUse.objects.bulk_create(
            [
                MediaUse(name=name, key=key, locale="", leased_until=timezone.now() + LEASE)
                for name in names
            ],
            update_conflicts=True,
            unique_fields=["name", "key", "locale"],
            update_fields=["leased_until"],
        )


def prepare(draft: Any) -> None:
    """Put the public copies of all pictures and files a draft refers to; before any transaction.

    Unavailable names the first one whose original is lost, cannot be read, or cannot be copied now.
    """
    images, documents = _files_of(draft)
    put_copies([*images, *documents], [draft.translation_key])


def prepare_again(key: UUID) -> None:
    """Put the public copies an object uses, as it stands, where they are missing."""
    for page in Page.objects.filter(translation_key=key, live=True).specific():
        prepare(page)


def put_copies(files: Iterable[OfficeImage | OfficeDocument], keys: Iterable[UUID]) -> None:
    """Make the missing public copies of ``files``, leased to the objects that use them.

    Unavailable names the picture or file of which none can be made now.
    """
    files = list(files)
    names = []
    for file in files:
        if isinstance(file, OfficeImage):
            names += [copy.name for copy in copies_of(file)]
        else:
            names.append(document_name(file))
    for key in keys:
        lease(key, names)
    for file in files:
        with _named(file):
            put_picture(file) if isinstance(file, OfficeImage) else put_document(file)


@contextmanager
def _named(file: OfficeImage | OfficeDocument) -> Iterator[None]:
    """What goes wrong with a file becomes Unavailable, in words that name it."""
    try:
        yield
    except Exception as error:
        raise Unavailable(_problem_of(file, error)) from error


def _problem_of(file: OfficeImage | OfficeDocument, error: Exception) -> str:
    if isinstance(error, SourceImageIOError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        said = _("The file of “%(title)s” is lost. Upload it again, or take it out of the text.")
    else:
        said = _("No copy of “%(title)s” can be made: the file server did not answer.")
    return said % {"title": file.title}


def _files_of(draft: Any) -> tuple[list[OfficeImage], list[OfficeDocument]]:
    wanted: dict[type, set[str]] = {OfficeImage: set(), OfficeDocument: set()}
    models = {ContentType.objects.get_for_model(model).pk: model for model in wanted}
    for content_type_id, object_id, *_paths in ReferenceIndex._extract_references_from_object(
        draft
    ):
        if content_type_id in models:
            wanted[models[content_type_id]].add(object_id)
    return (
        list(OfficeImage.objects.filter(pk__in=wanted[OfficeImage])),
        list(OfficeDocument.objects.filter(pk__in=wanted[OfficeDocument])),
    )


def put_picture(image: OfficeImage) -> None:
    """Make the missing public sizes of a picture: upright, in sRGB, nothing but the picture."""
    storage = storages["public"]
    missing = [copy for copy in copies_of(image) if not storage.exists(copy.name)]
    if not missing:
        return
    ready = image.upright()
    for copy in missing:
        content = ContentFile(copy.encode(ready, (copy.width, copy.height)))
        storage.save(copy.name, content)


def put_document(document: OfficeDocument) -> None:
    storage = storages["public"]
    if not storage.exists(document_name(document)):
        with document.file.storage.open(document.file.name or "") as original:
            storage.save(document_name(document), ContentFile(original.read()))


def without_copies(keys: Iterable[UUID]) -> set[UUID]:
    """Those of ``keys`` that show a picture or file of which no public copy lies there."""
    uses = MediaUse.objects.filter(key__in=list(keys)).exclude(leased_until__lte=timezone.now())
    shown = list(uses.values_list("key", "name"))
    there = {name: _lies_there(name) for name in {name for _key, name in shown}}
    return {key for key, name in shown if not there[name]}


def _lies_there(name: str) -> bool:
    try:
        return storages["public"].exists(name)
    except Exception:
        logger.exception("The store does not say whether %s is there", name)
        return False


def is_shown(name: str, now: datetime) -> bool:
    """Whether an edition that readers see now shows this copy. One query."""
    editions = Placement.objects.visible(now).filter(key=OuterRef("key"), served=OuterRef("locale"))
    return (
        MediaUse.objects.filter(name=name)
        .exclude(leased_until__lte=now)
        .filter(Exists(editions))
        .exists()
    )


def filename_of(name: str, now: datetime) -> str:
    """The name under which an edition that readers see now offers this copy; "" if none does."""
    shown = Placement.objects.visible(now).filter(key=OuterRef("key"), served=OuterRef("locale"))
    uses = MediaUse.objects.filter(name=name, key=OuterRef("key"), locale=OuterRef("locale"))
    editions = Edition.objects.filter(Exists(uses), Exists(shown))
    for card, detail in editions.values_list("card", "detail")[:1]:
        return _offered_as(name, [json.loads(card), json.loads(detail)])
    return ""


def _offered_as(name: str, part: Any) -> str:
    """The ``filename`` beside an address that ends in ``name``, anywhere in a document."""
    if isinstance(part, dict):
        if "filename" in part and str(part.get("url")).endswith(f"/{name}"):
            return part["filename"]
        part = list(part.values())
    if isinstance(part, list):
        return next((found for inner in part if (found := _offered_as(name, inner))), "")
    return ""


def sweep() -> int:
    """Number of public copies removed: those nobody uses any more, or whose time is over.

    One that cannot be removed is tried again by the next sweep, and stops no other.
    """
    removed = 0
    kept = []
    with transaction.atomic():
        # A publication takes the same lock before it looks whether its copies are there.
        JournalCounter.objects.select_for_update().get_or_create(pk=1)
        now = timezone.now()
        over = MediaUse.objects.filter(leased_until__lte=now)
        names = set(over.values_list("name", flat=True))
        used = set(
            MediaUse.objects.filter(name__in=names)
            .exclude(leased_until__lte=now)
            .values_list("name", flat=True)
        )
        for name in sorted(names - used):
            try:
                storages["public"].delete(name)
                removed += 1
            except Exception:
                logger.exception("Cannot remove %s", name)
                kept.append(name)
        over.exclude(name__in=kept).delete()
    return removed
