"""Pictures and leaflets of the demo city, each kept once however often it is loaded."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from cms.demo.content import IMAGES, LEAFLETS
from cms.demo.leaflets import leaflet
from home.media import OfficeDocument, OfficeImage


def picture(name: str, title: str) -> OfficeImage:
    """The drawing of that name, for the texts it stands in."""
    content = (IMAGES / name).read_bytes()
    found = OfficeImage.objects.filter(sha256=hashlib.sha256(content).hexdigest()).first()
    return found or OfficeImage.objects.create(
        title=title[:255],
        file=ImageFile(ContentFile(content), name=name),
        credit="Stadt Musterstadt am Rhein",
        license="CC-BY-4.0",
    )


def document(name: str, title: str) -> OfficeDocument:
    """The leaflet of that name, as a PDF."""
    content = leaflet(LEAFLETS / f"{name}.txt")
    found = OfficeDocument.objects.filter(sha256=hashlib.sha256(content).hexdigest()).first()
    return found or OfficeDocument.objects.create(
        title=title[:255], file=ContentFile(content, name=f"{name}.pdf")
    )
