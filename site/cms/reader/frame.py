"""What stands around every page: menu, foot of the page, the choice of languages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop, override

from cms.editions.models import Placement
from locales.languages import LANGUAGES, SOURCE, Language, fallback_chain, public_languages

SECTIONS = ("directory", "press_release_index", "unit_index")  # their order in the menu
# Its German translation is the name that all catalogues translate.
OFFICE = gettext_noop("Office for Diversity and Equal Opportunities")


@dataclass(frozen=True)
class MenuItem:
    """A page offered on every page; ``locale`` and ``direction`` are those of its title."""

    title: str
    url: str
    path: str
    locale: str
    direction: str


@dataclass(frozen=True)
class Frame:
    """The surroundings of a page in the reader's language."""

    language: Language
    menu: tuple[MenuItem, ...] = ()
    footer: tuple[MenuItem, ...] = ()
    sections: dict[str, MenuItem] | None = None

    @property
    def home(self) -> str:
        return f"/{self.language.tag}/"

    @property
    def search(self) -> str:
        return f"/{self.language.tag}/suche/"

    @property
    def office(self) -> dict[str, str]:
        """Whose site it is, and how to reach the office from any page.

        An office with another name than the catalogues know is called by its German one.
        """
        with override(SOURCE):
            is_translated = gettext(OFFICE) == settings.OFFICE_NAME
        return {
            "name": gettext(OFFICE) if is_translated else settings.OFFICE_NAME,
            "name_locale": "" if is_translated else SOURCE,
            "city": settings.OFFICE_CITY,
            "phone": settings.OFFICE_PHONE,
            "email": settings.OFFICE_EMAIL,
        }


def frame_of(language: Language, now: datetime) -> Frame:
    """The frame with what is visible now. One query."""
    rows = (
        Placement.objects.visible(now)
        .filter(locale=language.tag)
        .filter(
            Q(type__in=SECTIONS)
            | Q(type="page", facets__contains=" menu=")
            | Q(type="page", facets__contains=" footer=")
        )
        .values_list("type", "facets", "path", "edition__title", "edition__locale")
    )
    menu, footer = [], []
    sections: dict[str, MenuItem] = {}
    for type_name, facets, path, title, locale in rows:
        item = MenuItem(title, f"/{language.tag}{path}", path, locale, LANGUAGES[locale].direction)
        if type_name in SECTIONS:
            sections.setdefault(type_name, item)
        elif " menu=" in facets:
            menu.append((facets, item))
        else:
            footer.append((facets, item))
    return Frame(
        language,
        menu=(*_in_order(menu), *(sections[name] for name in SECTIONS if name in sections)),
        footer=_in_order(footer),
        sections=sections,
    )


def _in_order(items: list[tuple[str, MenuItem]]) -> tuple[MenuItem, ...]:
    return tuple(item for _facets, item in sorted(items, key=lambda pair: (pair[0], pair[1].title)))


@dataclass(frozen=True)
class Choice:
    """A language a reader may change to; ``shown_in`` is set where the page has no text in it."""

    language: Language
    url: str
    is_current: bool
    shown_in: Language | None


def choices_of(
    current: Language, path: str, real: Collection[str] | None = None, query: str = ""
) -> list[Choice]:
    """All public languages, those with a real text first; ``real`` None: the page is in all."""
    found = []
    for language in public_languages():
        served = language.tag
        if real is not None:
            served = next((tag for tag in fallback_chain(language.tag) if tag in real), SOURCE)
        found.append(
            Choice(
                language,
                f"/{language.tag}{path}{f'?{query}' if query else ''}",
                language.tag == current.tag,
                None if served == language.tag else LANGUAGES[served],
            )
        )
    return sorted(found, key=lambda choice: choice.shown_in is not None)


def alternates_of(document: dict[str, Any]) -> list[tuple[str, str]]:
    """BCP 47 tag and address of every real edition, for search engines."""
    return [
        (LANGUAGES[entry["locale"]].bcp47, f"{settings.PUBLIC_BASE_URL}{entry['url']}")
        for entry in document["translations"]
    ]
