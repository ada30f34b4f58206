"""A newsroom full of things nobody outside may see, each with words that stand nowhere else.

Each way of hiding is a generator: what stands before its ``yield`` is public anyway, what follows
is hidden. So the same public city can be looked at with and without what is hidden.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale, PageViewRestriction

from cms.editions.media_names import document_name, picture_name
from home.media import OfficeDocument, OfficeImage
from home.models import HomePage
from pressreleases.models import Correction
from tests import office

STEM = "zxkanarie"  # every canary begins so: what a stranger would search for
SOON, LATER = timedelta(hours=1), timedelta(days=3)
Way = Callable[["Words"], Iterator[None]]


@dataclass
class Asked:
    """What somebody asks for who knows every address, also the secret ones."""

    keys: list[UUID] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)  # withdrawn or deleted: readers may be told so
    slugs: list[str] = field(default_factory=list)  # of topics
    pk: int = 1  # a page nobody may see, for the admin's addresses

    def add(self, page: Any, *, is_gone: bool = False) -> Any:
        for known, new in ((self.keys, page.translation_key), (self.paths, page.public_path)):
            if new not in known:
                known.append(new)
        self.pk = page.pk
        if is_gone:
            self.gone += [page.translation_key, page.public_path]
        return page


class Words:
    """Words of one hidden thing: ``word("alt")`` stands nowhere else in the world.

    Files are called ``…-1``: what a storage appends to a name that is taken is not of the word.
    """

    def __init__(self, number: int, asked: Asked) -> None:
        self.number, self.asked = number, asked

    def __call__(self, name: str) -> str:
        return f"{STEM}{self.number:02}{name}"

    def image(self) -> OfficeImage:
        buffer = io.BytesIO()
        colour = (self.number * 5 % 256, 99, len(self.asked.files) % 256)
        Image.new("RGB", (60, 40), colour).save(buffer, "JPEG", comment=self("kommentar").encode())
        image = OfficeImage.objects.create(
            title=self("bildtitel"),
            file=ContentFile(buffer.getvalue(), f"{self('bild')}-1.jpg"),
            credit=self("urheber"),
            license="CC-BY-4.0",
        )
        self.asked.files += [picture_name(image, 60), image.file.name]
        return image

    def document(self) -> OfficeDocument:
        bytes_ = f"%PDF-1.7\n{self('pdf')}\n%%EOF".encode()
        document = OfficeDocument.objects.create(
            title=self("dokument"), file=ContentFile(bytes_, f"{self('datei')}-1.pdf")
        )
        self.asked.files += [document_name(document), document.file.name]
        return document

    def body(self) -> list[tuple[str, Any]]:
        """A block of every kind that holds words."""
        return [
            ("paragraph", f'<p>{self("text")} <a href="https://x.de/">{self("verweis")}</a></p>'),
            ("heading", self("zwischentitel")),
            (
                "quote",
                {
                    "text": self("zitat"),
                    "name": self("name"),
                    "function": self("amt"),
                    "approved": True,
                },
            ),
            ("list", [self("punkt")]),
            (
                "image",
                {"image": self.image(), "alt": self("alt"), "caption": self("unterschrift")},
            ),
            ("link", {"text": self("knopf"), "url": f"https://{self('ziel')}.example.org/"}),
            ("download", {"document": self.document(), "title": self("download")}),
            ("facts", [{"label": self("merkmal"), "value": self("wert")}]),
            ("notice", self("hinweis")),
        ]

    def page(self) -> dict[str, Any]:
        """Fields of an ordinary page."""
        return {
            "title": self("titel"),
            "slug": self("adresse"),
            "summary": self("zusammenfassung"),
            "body": self.body(),
        }

    def release(self) -> dict[str, Any]:
        """Fields of a press release, every one of them telling."""
        named = {
            name: self(name)
            for name in ("kicker", "subtitle", "lead", "dateline_place", "boilerplate")
        }
        return {
            **self.page(),
            **named,
            "image": self.image(),
            "image_alt": self("leitalt"),
            "image_caption": self("leitunterschrift"),
            "corrections": [Correction(note=self("berichtigung"))],
        }

    def draft(self, **fields: Any) -> Any:
        return self.asked.add(office.draft_release(**{**self.release(), **fields}))

    def published(self, **fields: Any) -> Any:
        return office.publish(self.draft(**fields))

    def edit(self, page: Any) -> Any:
        """The page with all its texts replaced, not saved."""
        page = type(page).objects.get(pk=page.pk)
        for name, value in self.release().items():
            if name != "slug":
                setattr(page, name, value)
        return page


def german() -> Locale:
    return Locale.objects.get(language_code="de")


def restrict(page: Any, kind: str = "login") -> None:
    wall = PageViewRestriction.objects.create(
        page=page.page_ptr, restriction_type=kind, password="geheim" * (kind == "password")
    )
    if kind == "groups":
        wall.groups.add(Group.objects.first())


def add(parent: Any, page: Any, asked: Asked | None = None) -> Any:
    page.live = False
    parent.add_child(instance=page)
    return office.publish(asked.add(page) if asked else page)


def home() -> HomePage:
    return HomePage.objects.get(locale__language_code="de")


def carrier(number: int, **fields: Any) -> Any:
    """A public release that hidden things hang on."""
    return office.published_release(f"Öffentliche Meldung {number}", **fields)
