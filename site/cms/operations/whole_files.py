"""Public copies on this machine: there whole or not at all, as those in a bucket are."""

import os
from uuid import uuid4

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible(path="cms.operations.whole_files.WholeFileStorage")
class WholeFileStorage(FileSystemStorage):
    """A process killed while it writes leaves no half file under the name.

    The name is made from the bytes: who comes second writes the same.
    """

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        part = super()._save(f"{name}.{uuid4().hex}.part", content)
        os.replace(self.path(part), self.path(name))
        return name
