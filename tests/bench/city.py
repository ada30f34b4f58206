"""Some hundred releases in eight languages, the same rows for all who are measured."""

import io
from datetime import timedelta
from uuid import UUID, uuid5

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale
from wagtail.models.reference_index import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.demo.building import blocks
from cms.demo.content import NAMESPACE, Entry, entries
from cms.editions.public_media import put_picture
from cms.editions.publisher import refresh
from cms.editions.rebuilding import rebuild
from home.media import OfficeImage
from home.models import HomePage, Topic
from locales.models import PublishedTranslation
from pressreleases.models import PressRelease, PressReleaseIndex

TAGS = ("de", "en", "fr", "ar", "fa", "tr", "ru", "uk")
PICTURES = 10
TOPICS = ("integration", "gleichstellung", "ehrenamt", "inklusion")


def found_city(releases: int) -> list[UUID]:
    """Keys of the releases, the oldest first. Nothing is submitted for translation."""
    home = HomePage.objects.get(locale__language_code="de")
    home.title = "Willkommen"
    home.save_revision().publish()
    german = PressReleaseIndex(title="Presse", slug="presse", live=False)
    home.add_child(instance=german)
    german.save_revision().publish()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    indexes = {"de": german}
    for tag in TAGS[1:]:
        german.copy_for_translation(locales[tag], copy_parents=True)
        indexes[tag] = german.get_translation(locales[tag])
        HomePage.objects.filter(locale=locales[tag]).update(live=True)
        PressReleaseIndex.objects.filter(locale=locales[tag]).update(live=True, alias_of=None)
    pictures = [_picture(number) for number in range(PICTURES)]
    topics = [_topic(slug) for slug in TOPICS]
    keys = []
    with disable_reference_index_auto_update(), transaction.atomic():
        for number in range(releases):
            keys.append(_add_release(number, indexes, pictures, topics))
    return keys


def render_all(keys: list[UUID]) -> None:
    for _key, problem in rebuild(keys):
        if problem:
            raise SystemExit(problem)


def _add_release(number: int, indexes: dict, pictures: list, topics: list) -> UUID:
    samples = [entry for entry in entries("pressreleases") if set(TAGS) <= set(entry.texts)]
    entry: Entry = samples[number % len(samples)]
    key = uuid5(NAMESPACE, f"bench/{number}")
    moment = timezone.now() - timedelta(hours=1000 - number)
    for tag in TAGS:
        text = entry.texts[tag]
        release = PressRelease(
            title=f"{text['title']} {number}",
            slug=f"{entry.slug}-{number}",
            lead=text["lead"],
            kicker=text["kicker"],
            subtitle=text["subtitle"],
            image_alt=text["image_alt"],
            body=blocks(entry, text["body"], lambda kind, slug: None),
            image=pictures[number % PICTURES],
            number=f"PM {number + 1}/2026" if tag == "de" else "",
            translation_key=key,
            locale=indexes[tag].locale,
            first_published_at=moment,
            last_published_at=moment,
            live=True,
        )
        if tag == "de":
            release.topics = [topics[number % len(topics)]]
        indexes[tag].add_child(instance=release)
        if tag != "de":
            PublishedTranslation.objects.create(key=key, locale=tag, translated_at=moment)
    return key


def copy_in_german_only(key: UUID) -> UUID:
    """The key of a release that nobody has translated, otherwise like the one of ``key``."""
    release = PressRelease.objects.get(translation_key=key, locale__language_code="de")
    copied = release.copy(
        update_attrs={"slug": f"{release.slug}-allein"}, reset_translation_key=True
    )
    refresh(copied.translation_key)
    return copied.translation_key


def _picture(number: int) -> OfficeImage:
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 900), (number * 20, 120, 160)).save(buffer, "JPEG")
    picture = OfficeImage.objects.create(
        title=f"Bild {number}",
        file=ImageFile(buffer, name=f"bild-{number}.jpg"),
        credit="Stadt",
        license="CC0-1.0",
    )
    put_picture(picture)
    return picture


def _topic(slug: str) -> Topic:
    topic = Topic(
        label=slug.title(), slug=slug, live=False, locale=Locale.objects.get(language_code="de")
    )
    topic.save()
    topic.save_revision().publish()
    return topic


def index_references() -> None:
    """What stock Wagtail keeps for its own use; publishing pays for it on both sides."""
    for release in PressRelease.objects.filter(locale__language_code="de")[:20]:
        ReferenceIndex.create_or_update_for_object(release)
