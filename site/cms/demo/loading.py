"""Loading the demo city through the same doors editors and translators use. Idempotent.

German objects are drafted and published; each translation is made of wagtail-localize's segments
and published, so that nothing is public that the real way would refuse.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.demo import objects
from cms.demo.building import LinkTarget, local_time
from cms.demo.content import Entry, entries, key_of
from cms.demo.files import picture
from directory.models import DirectoryIndex
from home.models import ContentPage, HomePage, Unit, UnitIndex
from pressreleases.models import PressReleaseIndex

Builder = Callable[[Entry, dict[str, Any], LinkTarget], Any]
FOLDERS = {
    "page": "pages",
    "organization": "organizations",
    "release": "pressreleases",
    "unit": "units",
}


def link_target(kind: str, slug: str) -> int | None:
    """The id of the German page a link of a text leads to, if it is there."""
    key = key_of(FOLDERS[kind], slug)
    page = Page.objects.filter(translation_key=key, locale__language_code="de").only("pk").first()
    return page.pk if page else None


def steps() -> Iterator[tuple[str, Callable[[], None]]]:
    """What loading consists of, in an order in which every reference finds what it refers to."""
    # What many texts show is translated before they are there, or each would be rendered again.
    for folder, builder in SNIPPETS.items():
        yield from _all(folder, builder, _add_snippet)
        yield from _translations(folder, builder)
    yield "pages", _add_frame
    yield from _translations("indexes", objects.index_page)
    yield from _all("pages", objects.content_page, _add_below(HomePage), skip=("home",))
    yield from _all("units", objects.unit, _add_unit, order=_parents_first)
    yield from _all("organizations", objects.organization, _add_below(DirectoryIndex))
    yield from _all("pressreleases", objects.press_release, _add_release, order=_by_date)
    yield "home page", _finish_home
    # Links between pages find their targets only now that all are there.
    yield from _again("pages", objects.content_page, skip=("home",))
    yield from _again("units", objects.unit)
    yield from _again("organizations", objects.organization)
    yield from _again("pressreleases", objects.press_release)
    for folder, builder in PAGES.items():
        yield from _translations(folder, builder)


def _translations(folder: str, builder: Builder) -> Iterator[tuple[str, Callable[[], None]]]:
    for entry in entries(folder):
        for tag in entry.translations:
            yield f"{folder}/{entry.slug} {tag}", _translating(entry, builder, tag)


SNIPPETS: dict[str, Builder] = {
    "topics": objects.topic,
    "people": objects.person,
    "contact-points": objects.contact_point,
}
PAGES: dict[str, Builder] = {
    "pages": objects.content_page,
    "units": objects.unit,
    "organizations": objects.organization,
    "pressreleases": objects.press_release,
}


def _all(folder: str, builder: Builder, add, *, skip=(), order=lambda found: found) -> Iterator:
    for entry in order([entry for entry in entries(folder) if entry.slug not in skip]):
        yield f"{folder}/{entry.slug}", _adding(entry, builder, add)


def _adding(entry: Entry, builder: Builder, add) -> Callable[[], None]:
    def run() -> None:
        if _german(entry, builder) is None:
            add(entry, builder(entry, entry.german, link_target))

    return run


def _german(entry: Entry, builder: Builder) -> Any:
    models = {
        objects.topic: "Topic",
        objects.person: "Person",
        objects.contact_point: "ContactPoint",
    }
    if builder in models:
        from home import models as home_models

        manager = getattr(home_models, models[builder]).objects
    else:
        manager = Page.objects
    found = manager.filter(translation_key=entry.key, locale__language_code="de").first()
    return found.specific if isinstance(found, Page) else found


def _add_snippet(entry: Entry, built: Any) -> None:
    built.translation_key, built.live = entry.key, False
    built.locale = Locale.objects.get(language_code="de")
    built.save()
    built.save_revision().publish()


def _add_frame() -> None:
    """The home page and the three overviews below it."""
    home = HomePage.objects.get(locale__language_code="de")
    if home.translation_key != key_of("pages", "home"):
        HomePage.objects.filter(pk=home.pk).update(translation_key=key_of("pages", "home"))
        home.refresh_from_db()
    entry = next(entry for entry in entries("pages") if entry.slug == "home")
    if not home.live:
        built = objects.home_page(entry, entry.german, link_target)
        home.title, home.summary, home.body = built.title, built.summary, built.body
        home.save_revision().publish()
    for entry in entries("indexes"):
        built = objects.index_page(entry, entry.german, link_target)
        if _german(entry, objects.index_page) is None:
            _add_page(home, built, entry.key)


def _add_page(parent: Page, built: Page, key: Any) -> None:
    built.translation_key, built.live = key, False
    built.locale = parent.locale
    for relation in ("tasks", "people", "corrections"):
        for child in getattr(built, relation).all() if hasattr(built, relation) else ():
            child.locale = parent.locale
    parent.add_child(instance=built)
    built.save_revision().publish()


def _add_below(model: type[Page]) -> Callable[[Entry, Page], None]:
    def add(entry: Entry, built: Page) -> None:
        _add_page(model.objects.get(locale__language_code="de"), built, entry.key)

    return add


def _add_unit(entry: Entry, built: Unit) -> None:
    above = entry.meta["parent"]
    parent = (
        Unit.objects.get(translation_key=key_of("units", above), locale__language_code="de")
        if above
        else UnitIndex.objects.get(locale__language_code="de")
    )
    _add_page(parent, built, entry.key)


def _add_release(entry: Entry, built: Any) -> None:
    built.first_published_at = local_time(entry.meta["date"])
    built.image = picture(entry.meta["image"], entry.german["title"])
    _add_page(PressReleaseIndex.objects.get(locale__language_code="de"), built, entry.key)


def _finish_home() -> None:
    home = HomePage.objects.get(locale__language_code="de")
    if home.advice_page_id is None:
        german = ContentPage.objects.filter(locale__language_code="de")
        home.advice_page = german.get(translation_key=key_of("pages", "beratung-finden"))
        home.report_page = german.get(translation_key=key_of("pages", "diskriminierung-melden"))
        entry = next(entry for entry in entries("pages") if entry.slug == "home")
        home.body = objects.home_page(entry, entry.german, link_target).body
        home.save_revision().publish()


def _again(folder: str, builder: Builder, *, skip=()) -> Iterator:
    for entry in entries(folder):
        if entry.slug not in skip and "](" in str(entry.german):
            yield f"{folder}/{entry.slug}: links", _relinking(entry, builder)


def _relinking(entry: Entry, builder: Builder) -> Callable[[], None]:
    def run() -> None:
        page = _german(entry, builder)
        built = builder(entry, entry.german, link_target)
        if page.body.get_prep_value() != built.body.get_prep_value():
            page.body = built.body
            page.save_revision().publish()

    return run


def _parents_first(found: list[Entry]) -> list[Entry]:
    return sorted(found, key=lambda entry: bool(entry.meta["parent"]))


def _by_date(found: list[Entry]) -> list[Entry]:
    return sorted(found, key=lambda entry: entry.meta["date"])


def _translating(entry: Entry, builder: Builder, tag: str) -> Callable[[], None]:
    def run() -> None:
        german = (
            HomePage.objects.get(locale__language_code="de")
            if entry.slug == "home"
            else _german(entry, builder)
        )
        make = objects.home_page if entry.slug == "home" else builder
        translate(german, make(entry, entry.texts[tag], link_target), tag)

    return run


def translate(german: Any, counterpart: Any, tag: str) -> None:
    """Publish the translation whose strings ``counterpart`` holds; nothing if it is published."""
    locale = Locale.objects.get(language_code=tag)
    if (
        type(german)
        .objects.filter(
            translation_key=german.translation_key, locale=locale, live=True, **_not_alias(german)
        )
        .exists()
    ):
        return
    source, _created = TranslationSource.update_or_create_from_instance(german)
    words = _strings_by_place(counterpart)
    seen: Counter[str] = Counter()
    rows = []
    for segment in source.stringsegment_set.order_by("order").select_related("context"):
        path = segment.context.path
        rows.append(
            StringTranslation(
                translation_of_id=segment.string_id,
                locale=locale,
                context=segment.context,
                data=words[path, seen[path]],
                translation_type="manual",
            )
        )
        seen[path] += 1
    StringTranslation.objects.bulk_create(rows, ignore_conflicts=True)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.save_target(publish=True)


def _not_alias(german: Any) -> dict[str, Any]:
    return {"alias_of__isnull": True} if isinstance(german, Page) else {}


def _strings_by_place(instance: Any) -> dict[tuple[str, int], str]:
    seen: Counter[str] = Counter()
    words = {}
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            words[segment.path, seen[segment.path]] = segment.string.data
            seen[segment.path] += 1
    return words
