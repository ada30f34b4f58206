"""From what happens in Wagtail to what is public, in the transaction in which it happens.

TRAPS: some changes send no signal of ours. A move or a new slug rewrites descendants by SQL; a view
restriction sends only its own; deleting sends one per row. Each has its line here.
"""

from contextlib import suppress
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, TranslatableMixin
from wagtail.signals import page_slug_changed, post_page_move

from cms.editions import hiding
from cms.editions.public_media import prepare, put_copies
from cms.editions.publisher import (
    dependents_of,
    journal_after_commit,
    publish,
    refresh_dependents,
    take_turn,
)
from cms.editions.sources import read_object
from cms.editions.types import BY_MODEL
from cms.editions.waiting import publication_settled
from home.base import BasePage
from home.failures import Unavailable
from home.media import OfficeDocument, OfficeImage
from home.publishing import before_publication, visibility_changed
from home.snippets import OfficeSnippet, Person
from locales.languages import SOURCE
from locales.models import PublishedTranslation
from locales.turns import transaction_began

PAGES = [Page, *(model for model in apps.get_models() if issubclass(model, BasePage))]
SNIPPETS = [model for model in apps.get_models() if issubclass(model, OfficeSnippet)]


def _of_each(signal, senders: list[type]):
    """``receiver`` for several models, so that no other object of the project passes here."""

    def connect(function):
        for sender in senders:
            signal.connect(function, sender=sender)
        return function

    return connect


@receiver(before_publication)
def before(instance, **kwargs) -> None:
    if isinstance(instance, Page):
        prepare(instance)


@receiver(transaction_began)
def wait_for_turn(**kwargs) -> None:
    take_turn()


@receiver(visibility_changed)
def on_visibility_changed(instance, hidden: bool, **kwargs) -> None:
    publication_settled(instance)
    if isinstance(instance, Page):
        if instance.alias_of_id:
            return  # an alias never has an edition
        page = instance.specific
        if hidden and page.locale.language_code == SOURCE:
            _hide(_with_descendants(page), page)
        else:
            _show(page, hidden=hidden)
    elif hidden and isinstance(instance, TranslatableMixin):
        _snippet_changed(instance, hidden=True)


def _show(page, *, hidden: bool) -> None:
    key = page.translation_key
    changed = publish({key}, "published", hidden=hidden)
    if changed and page.numchild and page.locale.language_code == SOURCE:
        # What stands below is seen, or expires, with the page above it.
        below = _with_descendants(page) - {key}
        refresh_dependents(
            below, "page above", timezone.now(), everything=page.expire_at is not None
        )


@transaction.atomic
def _hide(keys: set[UUID], page) -> None:
    take_turn()
    now = timezone.now()
    path, type_name = (
        page.public_path,
        BY_MODEL[type(page)].name if type(page) in BY_MODEL else "page",
    )
    affected = dependents_of(f"object:{key}" for key in keys) - keys
    hiding.hide(keys, now)
    if getattr(page, "withdrawn_at", None):
        hiding.leave_tombstone(
            page.translation_key,
            type_name,
            path,
            reason=page.withdrawal_reason,
            successor=page.successor_key,
            now=now,
        )
    refresh_dependents(affected, "hidden", now, everything=True)
    journal_after_commit()


def _with_descendants(page: Page) -> set[UUID]:
    """Keys of a page and of everything below it. One query."""
    return set(
        Page.objects.descendant_of(page, inclusive=True).values_list("translation_key", flat=True)
    )


def _snippet_changed(snippet, *, hidden: bool) -> None:
    affected = dependents_of([f"object:{snippet.translation_key}"])
    refresh_dependents(affected, "snippet", timezone.now(), everything=hidden)


@_of_each(post_save, SNIPPETS)
def on_snippet_saved(sender, instance, **kwargs) -> None:
    # Wagtail's own publish action passes here too; saving a live row by code does not pass there.
    if instance.live:
        # A person's name goes with the consent: that is hiding, and waits for nobody.
        _snippet_changed(instance, hidden=isinstance(instance, Person))


@_of_each(post_save, PAGES)
def on_alias_saved(sender, instance, **kwargs) -> None:
    # What was translated before is no translation any more, and leaves the public with its record.
    if instance.alias_of_id and _forget_translation(instance):
        publish({instance.translation_key}, "now an alias", hidden=True)


def _forget_translation(page: Page) -> bool:
    """Whether there was a published one."""
    forgotten, _ = PublishedTranslation.objects.filter(
        key=page.translation_key, locale=page.locale.language_code
    ).delete()
    return bool(forgotten)


@_of_each(pre_delete, SNIPPETS)
def on_snippet_deleted(sender, instance, **kwargs) -> None:
    take_turn()  # before the row is locked, as every publication does
    instance._read_by = dependents_of([f"object:{instance.translation_key}"])


@_of_each(post_delete, SNIPPETS)
def after_snippet_deleted(sender, instance, **kwargs) -> None:
    refresh_dependents(instance._read_by, "snippet deleted", timezone.now(), everything=True)


@receiver(post_delete, sender=Page)
def after_page_deleted(sender, instance, **kwargs) -> None:
    """Runs once for each page of the subtree; Wagtail unpublished the live ones before."""
    key = instance.translation_key
    if instance.locale.language_code != SOURCE or instance.alias_of_id:
        _forget_translation(instance)
        publish({key}, "translation deleted", hidden=True)
        return
    now = timezone.now()
    affected = dependents_of([f"object:{key}"])
    hiding.hide([key], now)
    model = instance.content_type.model_class()
    if model in BY_MODEL:
        path = "/" + "".join(f"{part}/" for part in instance.url_path.strip("/").split("/")[1:])
        hiding.leave_tombstone(
            key, BY_MODEL[model].name, path, reason="deleted", successor=None, now=now
        )
    refresh_dependents(affected, "deleted", now, everything=True)
    journal_after_commit()


@receiver([post_page_move, page_slug_changed])
def on_moved(sender, instance, **kwargs) -> None:
    _position_changed(instance, "moved")


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restriction(sender, instance, origin=None, **kwargs) -> None:
    if origin is not None and getattr(origin, "model", type(origin)) is not PageViewRestriction:
        return  # it goes with its page, of which no more than half may still be there
    _position_changed(instance.page, "restriction")


@transaction.atomic
def _position_changed(page: Page, reason: str) -> None:
    """A page and what is below it: hidden at once if nobody may see it, else rendered anew."""
    key = page.translation_key
    if page.locale.language_code != SOURCE:
        publish(_with_descendants(page), reason, hidden=True)
        return
    keys = _with_descendants(page)
    if read_object(key).texts:
        publish({key}, reason)
        refresh_dependents(keys - {key}, reason, timezone.now())
    else:
        _hide(keys, page.specific)


@receiver(post_save, sender=OfficeImage)
@receiver(post_save, sender=OfficeDocument)
def on_file_saved(sender, instance, created: bool, **kwargs) -> None:
    if not created and (affected := dependents_of([_file_target(instance)])):
        with suppress(Unavailable):  # logged; what follows asks the worker for the same copies
            put_copies([instance], affected)
        refresh_dependents(affected, "file", timezone.now())


@receiver(pre_delete, sender=OfficeImage)
@receiver(pre_delete, sender=OfficeDocument)
def before_file_deleted(sender, instance, **kwargs) -> None:
    take_turn()
    instance._read_by = dependents_of([_file_target(instance)])


@receiver(post_delete, sender=OfficeImage)
@receiver(post_delete, sender=OfficeDocument)
def after_file_deleted(sender, instance, **kwargs) -> None:
    refresh_dependents(instance._read_by, "file deleted", timezone.now(), everything=True)


def _file_target(instance) -> str:
    return f"{'image' if isinstance(instance, OfficeImage) else 'document'}:{instance.pk}"
