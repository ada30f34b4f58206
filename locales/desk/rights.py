"""Which languages a person may work in: the one rule, read from group page permissions.

A group with rights on the home page of a language (depth 2), or on a page below it, works in that
language; rights on the root are rights in all languages. Wagtail itself knows no languages in its
permissions, and none at all for snippets.
"""

from typing import Any

from wagtail.models import GroupPagePermission, Locale, Page, TranslatableMixin
from wagtail.snippets.permissions import get_permission_name

from locales.languages import LANGUAGES, SOURCE

ROOT_DEPTH = 1
_CACHE = "_desk_page_acts"


def languages_of(user) -> frozenset[str]:
    """Tags of the languages whose pages the user may change, German too. One query a request."""
    if user.is_superuser and user.is_active:
        return frozenset(LANGUAGES)
    acts = _acts(user)
    if any(depth == ROOT_DEPTH and act == "change" for depth, _tag, act in acts):
        return frozenset(LANGUAGES)
    return frozenset(tag for _depth, tag, act in acts if act == "change")


def target_languages_of(user) -> list[str]:
    """Tags of the languages the user may translate into, in the table's order."""
    allowed = languages_of(user)
    return [tag for tag in LANGUAGES if tag in allowed and tag != SOURCE]


def is_chief(user) -> bool:
    """Whether the user may publish everywhere: chief editors and administrators."""
    if user.is_superuser and user.is_active:
        return True
    return any(depth == ROOT_DEPTH and act == "publish" for depth, _tag, act in _acts(user))


def is_editor(user) -> bool:
    """Whether the user works on the German originals."""
    return SOURCE in languages_of(user)


def is_only_translator(user) -> bool:
    """Whether the user translates and does nothing else here."""
    return not is_editor(user) and bool(languages_of(user))


def may_submit(user) -> bool:
    """Whether the user may send German originals to be translated."""
    return is_editor(user) and user.has_perm("wagtail_localize.submit_translation")


def may_publish(instance: Any, user) -> bool:
    """Whether the user may bring this page or snippet, in its language, before readers."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    tag = language_of(instance)
    in_their_language = tag is None or tag in languages_of(user)
    return in_their_language and user.has_perm(get_permission_name("publish", type(instance)))


def language_of(instance: Any) -> str | None:
    """Tag of the language an object is written in, or of a language itself; None if none."""
    if isinstance(instance, Locale):
        return instance.language_code
    if instance is None or not isinstance(instance, TranslatableMixin):
        return None
    return instance.locale.language_code


def _acts(user) -> list[tuple[int, str, str]]:
    """(depth of the page, its language, what is allowed) for each page permission of the user."""
    if not user.is_authenticated or not user.is_active:
        return []
    found = getattr(user, _CACHE, None)
    if found is None:
        rows = GroupPagePermission.objects.filter(group__user=user).values_list(
            "page__depth", "page__locale__language_code", "permission__codename"
        )
        found = [(depth, tag, codename.partition("_")[0]) for depth, tag, codename in rows]
        setattr(user, _CACHE, found)
    return found
