"""Building a small office for tests, through the same doors editors and translators use."""

import os
from io import BytesIO
from itertools import count
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.editions.draining import drain
from cms.editions.journal import write_journal
from directory.models import Organization, Place
from home.media import OfficeImage
from home.models import ContactPoint, ContentPage, HomePage, Topic, Unit, UnitIndex
from pressreleases.models import PressRelease, PressReleaseIndex

_numbers = count(1)
WORDS = {
    "ar": "هذا نص عربي للاختبار رقم",
    "uk": "Це український текст для перевірки номер",
    "en": "This is an English text for testing, number",
    "fa": "این یک متن فارسی برای آزمایش است شماره",
    "prs": "این یک متن دری برای آزمایش است شماره",
    "ps": "دا د ازموینې لپاره پښتو متن دی شمېره",
    "ckb": "ئەمە دەقێکی کوردییە بۆ تاقیکردنەوە ژمارە",
    "ru": "Это русский текст для проверки номер",
    "bg": "Това е български текст за проверка номер",
    "ti": "እዚ ናይ ትግርኛ ጽሑፍ ንፈተነ እዩ ቁጽሪ",
    "tr": "Bu, deneme için yazılmış Türkçe bir metindir, sayı",
}


def open_office() -> PressReleaseIndex:
    """The home page and the press office, published; the press office is given back."""
    home = HomePage.objects.get(locale__language_code="de")
    if not home.live:
        home.title, home.summary = "Willkommen", "Die Stabsstelle stellt sich vor."
        home.save_revision().publish()
    index = PressReleaseIndex.objects.filter(locale__language_code="de").first()
    if index is None:
        index = PressReleaseIndex(title="Presse", slug="presse", live=False)
        home.add_child(instance=index)
        index.save_revision().publish()
    return PressReleaseIndex.objects.get(pk=index.pk)


def draft_release(title: str = "", **fields: Any) -> PressRelease:
    """A press release nobody has published yet."""
    number = next(_numbers)
    title = title or f"Meldung Nummer {number}"
    fields.setdefault("lead", f"{title}: Das ist der Vorspann dieser Meldung.")
    fields.setdefault("body", [("paragraph", f"<p>{title}: Das ist der Text dieser Meldung.</p>")])
    release = PressRelease(title=title, live=False, **fields)
    open_office().add_child(instance=release)
    return release


def publish(page: Any) -> Any:
    """Save what was changed as a revision, publish it, and give back the row as it is now."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def published_release(title: str = "", **fields: Any) -> PressRelease:
    return publish(draft_release(title, **fields))


def add_page(title: str, **fields: Any) -> ContentPage:
    open_office()
    page = ContentPage(title=title, live=False, **fields)
    HomePage.objects.get(locale__language_code="de").add_child(instance=page)
    return publish(page)


def add_unit(title: str, **fields: Any) -> Unit:
    """A published unit below the page that lists them."""
    open_office()
    index = UnitIndex.objects.filter(locale__language_code="de").first()
    if index is None:
        index = UnitIndex(title="Die Stabsstelle", live=False)
        HomePage.objects.get(locale__language_code="de").add_child(instance=index)
        index = publish(index)
    unit = Unit(title=title, live=False, **{"kind": "specialist_unit", **fields})
    index.add_child(instance=unit)
    return publish(unit)


def add_organization(index: Any, place: Place | None = None, **fields: Any) -> Organization:
    """A published profile below ``index``; the organization agrees to everything."""
    agreed = dict.fromkeys(("consent_web", "consent_api", "consent_print"), True)
    profile = Organization(
        **{"title": "Kalyna", "kind": "association", "live": False, **agreed, **fields}
    )
    profile.places = [place or Place()]
    index.add_child(instance=profile)
    return publish(profile)


def add_topic(label: str, slug: str) -> Topic:
    topic = Topic(label=label, slug=slug, live=False, locale=Locale.objects.get(language_code="de"))
    topic.save()
    topic.save_revision().publish()
    return topic


def add_contact_point(label: str, **fields: Any) -> ContactPoint:
    point = ContactPoint(
        label=label, live=False, locale=Locale.objects.get(language_code="de"), **fields
    )
    point.save()
    point.save_revision().publish()
    return point


def add_picture() -> OfficeImage:
    return OfficeImage.objects.create(
        title="Bild", file=any_picture(), credit="Stadt", license="CC0-1.0"
    )


def any_picture() -> ImageFile:
    """Eight pixels that no other has."""
    buffer = BytesIO()
    Image.frombytes("RGB", (8, 8), os.urandom(192)).save(buffer, "PNG")
    return ImageFile(buffer, name="bild.png")


def words(tag: str, number: int) -> str:
    """A sentence in the language that no other segment has."""
    return f"{WORDS.get(tag, 'Words of ' + tag)} {number}"


def marked_as(source: str, text: str) -> str:
    """``text`` with the links, marks and line breaks of a sentence, at its end."""
    for tag in BeautifulSoup(source, "html.parser").find_all(True):
        id_ = f' id="{tag["id"]}"' if tag.has_attr("id") else ""
        text += "<br/>" if tag.name == "br" else f" <{tag.name}{id_}>{text.split()[0]}</{tag.name}>"
    return text


def submit(page: Any, tag: str) -> Translation:
    """Begin a translation; nothing of it is public."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=tag)
    return Translation.objects.get_or_create(source=source, target_locale=locale)[0]


def fill(translation: Translation, text: str = "", *, leave_out: int = 0) -> None:
    """Translate every segment but the last ``leave_out``; ``text`` begins each."""
    tag = translation.target_locale.language_code
    segments = list(translation.source.stringsegment_set.order_by("order"))
    for number, segment in enumerate(segments[: len(segments) - leave_out], start=1):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": marked_as(segment.string.data, f"{text} {words(tag, number)}".strip()),
                "translation_type": "manual",
            },
        )


def translated(page: Any, tag: str, text: str = "") -> Any:
    """The page with a complete, published translation; the translated row is given back."""
    translation = submit(page, tag)
    fill(translation, text)
    translation.save_target(publish=True)
    return translation.get_target_instance()


def catch_up() -> None:
    """What the worker and the scheduler do, now."""
    while drain():
        pass
    write_journal()
    while drain():
        pass
    write_journal()
