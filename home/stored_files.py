"""Stored originals: checked whoever stores them, kept with their row, removed with it.

Wagtail 8.0 hands the storage's settings to a task that deletes the file; folders and S3 clients are
no JSON, so deleting ended in an error after the row was gone. Ours is given names alone.
"""

import os
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from secrets import token_hex
from typing import Any

from django.db import models
from wagtail.documents import signal_handlers as of_documents
from wagtail.images import signal_handlers as of_images
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from home.file_checks import check_document, check_picture
from home.pictures import UNREADABLE, opened, upright_size
from home.tasks import delete_stored_file

NAME_BYTES = 80  # of a stored file's name: 100 characters go into the column, 255 bytes on a disk


def clean_name(name: str) -> str:
    """The name of an uploaded file as it is kept: composed letters, and not cut within one."""
    stem, extension = os.path.splitext(unicodedata.normalize("NFC", os.path.basename(name)))
    room = NAME_BYTES - len(extension.encode())
    return stem.encode()[: max(room, 0)].decode(errors="ignore") + extension


class PictureFile(WagtailImageFieldFile):
    """An original whose width and height are those it is shown with."""

    def get_image_dimensions(self) -> tuple[int, int] | tuple[None, None]:
        was_closed = self.closed
        try:
            self.open()
            with opened(self) as picture:
                return upright_size(picture)
        except UNREADABLE:  # refused when it is saved
            return None, None
        finally:
            self.close() if was_closed else self.seek(0)

    def save(self, name: str, content: Any, save: bool = True) -> None:
        if not getattr(content, "is_checked", False):
            check_picture(content, name)
        super().save(clean_name(name), content, save)


class PictureFileField(WagtailImageField):
    attr_class = PictureFile

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


class DocumentFile(models.fields.files.FieldFile):
    """A document that readers save under the name it came with."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        if not getattr(content, "is_checked", False):
            check_document(content, name)
        name = clean_name(name)
        if self.storage.exists(self.field.generate_filename(self.instance, name)):
            name = f"{token_hex(4)}/{name}"
        super().save(name, content, save)


class DocumentFileField(models.FileField):
    attr_class = DocumentFile

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs


def install() -> None:
    """Put ``forget`` in the place of Wagtail's clean-up, which its apps connect when they start.

    They start after this one.
    """
    of_images.post_delete_file_cleanup = forget
    of_documents.post_delete_file_cleanup = forget


def forget(instance: Any, **kwargs: Any) -> None:
    """Wish the file of a deleted row away: committed with the deletion, done by a worker."""
    if instance.file.name:
        discard(type(instance), instance.file.name)


def discard(model: type[models.Model], name: str) -> None:
    delete_stored_file.enqueue(model._meta.label, name)


@contextmanager
def replacing(instance: Any) -> Iterator[None]:
    """Around the saving of a row that may bring a new file.

    The new file is taken back when the row cannot be written. The former one goes once the row is
    committed, whoever wrote it.
    """
    if instance.file._committed:
        yield
        return
    model = type(instance)
    former = model._base_manager.filter(pk=instance.pk).values_list("file", flat=True).first()
    with ExitStack() as undo:
        undo.callback(_take_back, instance.file)
        yield
        undo.pop_all()
    if former:
        discard(model, former)


def _take_back(file: Any) -> None:
    if file._committed:
        file.storage.delete(file.name)
