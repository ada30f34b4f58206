"""Publishing and hiding are atomic, whoever asks for them.

Wagtail 8.0 sends ``page_published`` and ``page_unpublished`` outside any transaction, and the admin
calls its actions directly, past ``Page.publish``. The one place where the admin, the scheduler,
workflows, translations and code all meet is ``PublishRevisionAction.execute`` and
``UnpublishAction._unpublish_object``; ``install`` wraps exactly these two (signatures are tested).
What else decides who may see a page is only put into one transaction with what follows from it:
a crash undoes both. See docs/decisions/0002-publishing-is-wrapped-at-the-action.md.
"""

import inspect
from contextlib import contextmanager
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Page, PageViewRestriction, TranslatableMixin

from home.bodies import unapproved_quotes, undescribed_pictures
from home.copying import begin_anew
from home.failures import PublishFailed, PublishRefused
from locales.desk.rights import may_publish
from locales.state import record_translation, source_published
from locales.translation import is_translation, problems_of
from locales.turns import one_transaction

# Sent with the draft before the publishing transaction begins: time for slow work on its files.
before_publication = Signal()
# Sent inside the publishing transaction, with the object as it now stands in the database.
# A receiver that raises undoes the publication.
visibility_changed = Signal()

# Each writes first and tells later, or in several steps, without a transaction around all of it.
ONE_TRANSACTION = (
    (MovePageAction, "execute"),
    (DeletePageAction, "execute"),
    (PageViewRestriction, "save"),
    (PageViewRestriction, "delete"),
)
# Pages they leave live were never published: both are told of like a publication, and what may
# not be shown as it stands becomes a draft.
LEAVE_LIVE_PAGES = (CopyPageAction, ConvertAliasPageAction)

PUBLISH_SIGNATURE = "(self, skip_permission_checks=False)"
UNPUBLISH_SIGNATURE = "(self, object, set_expired, commit, user, log_action)"


def install() -> None:
    """Wrap Wagtail's actions; called once at start-up. RuntimeError if Wagtail changed them."""
    for function, expected in (
        (PublishRevisionAction.execute, PUBLISH_SIGNATURE),
        (UnpublishAction._unpublish_object, UNPUBLISH_SIGNATURE),
    ):
        found = str(inspect.signature(inspect.unwrap(function)))
        if found != expected:
            raise RuntimeError(f"{function.__qualname__} is now {found}: read home/publishing.py.")
    if hasattr(PublishRevisionAction.execute, "__wrapped__"):
        return
    PublishRevisionAction.execute = _atomic_publish(PublishRevisionAction.execute)
    UnpublishAction._unpublish_object = _atomic_unpublish(UnpublishAction._unpublish_object)
    for owner, name in ONE_TRANSACTION:
        setattr(owner, name, one_transaction()(getattr(owner, name)))
    for action_class in LEAVE_LIVE_PAGES:
        action_class.execute = _atomic_and_told(action_class.execute)


def problems_before_publishing(draft) -> list[str]:
    """Why this draft would be refused, as far as that can be told without rendering it."""
    if is_translation(draft):
        return problems_of(draft)
    body = getattr(draft, "body", ())
    found = [*unapproved_quotes(body), *undescribed_pictures(body)]
    return [*found, *draft.problems()] if hasattr(draft, "problems") else found


@contextmanager
def failing_in_words(draft):
    """What goes wrong on the way becomes PublishFailed, so that whoever publishes is told."""
    try:
        yield
    except (PublishRefused, PublishFailed, PermissionDenied):
        raise
    except Exception as error:
        raise PublishFailed(draft) from error


def _atomic_publish(execute):
    @wraps(execute)
    def publish(action, skip_permission_checks=False):
        draft = action.object
        with failing_in_words(draft):
            _refuse_without_right(action.user, draft)
            if problems := problems_before_publishing(draft):
                raise PublishRefused(problems, draft)
            before_publication.send(sender=type(draft), instance=draft)
            with one_transaction():
                result = execute(action, skip_permission_checks=skip_permission_checks)
                _tell(draft, action.revision)
        return result

    return publish


def _tell(draft, revision) -> None:
    # The action's instance may be a scheduled one that is not live: read what is.
    published = type(draft)._default_manager.filter(pk=draft.pk).first()
    if published is not None:
        if published.live and published.live_revision_id == revision.pk:
            _remember(published)
        visibility_changed.send(sender=type(published), instance=published, hidden=False)


def _refuse_without_right(user, instance) -> None:
    """PublishRefused unless ``user`` may publish ``instance``. Asked here, whatever door led here.

    Nobody stands behind the scheduler and commands: what they publish was scheduled by somebody
    whose right was asked then.
    """
    if user is not None and not may_publish(instance, user):
        problem = _("You may not publish this text. Hand it in for approval.")
        raise PublishRefused([problem], instance)


def _remember(published) -> None:
    """What follows from a publication: number, withdrawal, state of the translations."""
    if hasattr(published, "went_live"):
        published.went_live()
    if not isinstance(published, TranslatableMixin):
        return
    if is_translation(published):
        record_translation(published)
    else:
        source_published(published, minor=getattr(published, "minor_edit", False))
        if getattr(published, "minor_edit", False):
            type(published).objects.filter(pk=published.pk).update(minor_edit=False)


def _atomic_unpublish(unpublish_object):
    @wraps(unpublish_object)
    def unpublish(action, object, set_expired, commit, user, log_action):
        with one_transaction():
            was_live = object.live
            unpublish_object(action, object, set_expired, commit, user, log_action)
            if was_live:
                visibility_changed.send(sender=type(object), instance=object, hidden=True)

    return unpublish


def _atomic_and_told(execute):
    @wraps(execute)
    def copy_or_convert(action, skip_permission_checks=False):
        is_new = _makes_a_new_text(action)
        with one_transaction():
            page = execute(action, skip_permission_checks=skip_permission_checks)
            made = Page.objects.filter(pk=page.pk)
            if isinstance(action, CopyPageAction):
                # By path: the copied page itself does not know yet what was copied below it.
                made = Page.objects.descendant_of(page, inclusive=True)
            if is_new:
                for new in made:
                    begin_anew(new)
            # Listed before anything is hidden: what becomes a draft is told of first.
            live = list(made.live().specific())
            seen = [each for each in live if not _became_a_draft(each)]
            for each in seen:
                _refuse_without_right(action.user, each)
                _began_today(each)
                each.went_live()
                visibility_changed.send(sender=type(each), instance=each, hidden=False)
            page.refresh_from_db()
        return page

    return copy_or_convert


def _makes_a_new_text(action) -> bool:
    """Whether what was copied or is converted will be a text of its own, not a translation."""
    if isinstance(action, CopyPageAction):
        return action.reset_translation_key
    original = action.page.alias_of
    return original is None or original.translation_key != action.page.translation_key


def _became_a_draft(page) -> bool:
    """Whether something stands in the way of showing the live page: then it is a draft now."""
    if not problems_before_publishing(page):
        return False
    draft = {"live": False, "has_unpublished_changes": True, "live_revision": None}
    times = dict.fromkeys(("first_published_at", "last_published_at"))
    type(page).objects.filter(pk=page.pk).update(**draft, **times)
    page.refresh_from_db()
    visibility_changed.send(sender=type(page), instance=page, hidden=True)
    return True


def _began_today(page) -> None:
    """An alias was written with the day on which its original was published."""
    since = page.live_revision.created_at
    times = dict.fromkeys(("first_published_at", "last_published_at"), since)
    type(page).objects.filter(pk=page.pk).update(**times)
    page.refresh_from_db()
