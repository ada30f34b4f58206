"""How pages and translations are hidden: a generator each, public things before its ``yield``.

``NEVER_SEEN`` leaves no trace at all; of what ``ONCE_SEEN`` was public the journal may tell that it
went, and readers of a withdrawn or deleted text that it is gone.
"""

from collections.abc import Iterator

from django.utils import timezone

from home.accounts.models import User
from home.models import ContentPage
from tests import office
from tests.canaries.words import LATER, SOON, Way, Words, add, carrier, home, restrict

# --- Drafts and time --------------------------------------------------------------------------


def draft_only(word: Words) -> Iterator[None]:
    yield
    word.draft()


def draft_of_a_live_page(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    word.edit(page).save_revision()


def edit_scheduled_for_later(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    edit = word.edit(page)
    edit.go_live_at = timezone.now() + LATER
    edit.save_revision().publish()


def scheduled_for_later(word: Words) -> Iterator[None]:
    yield
    word.draft(go_live_at=timezone.now() + LATER).save_revision().publish()


def under_embargo(word: Words) -> Iterator[None]:
    yield
    word.published(embargo_until=timezone.now() + LATER)


def under_embargo_again_and_again(word: Words) -> Iterator[None]:
    yield
    page = word.published(embargo_until=timezone.now() + SOON / 2)
    page.embargo_until = timezone.now() + LATER
    office.publish(page)


def expired(word: Words) -> Iterator[None]:
    yield
    word.published(expire_at=timezone.now() + SOON)


# --- Taken back -------------------------------------------------------------------------------


def unpublished(word: Words) -> Iterator[None]:
    yield
    office.translated(page := word.published(), "ar", word("arabisch"))
    page.unpublish()


def withdrawn(word: Words) -> Iterator[None]:
    yield
    page = word.published()
    word.asked.add(page, is_gone=True)
    page.withdraw("erroneous")


def deleted(word: Words) -> Iterator[None]:
    yield
    page = word.published()
    word.asked.add(page, is_gone=True)
    page.delete()


# --- Not for everybody ------------------------------------------------------------------------


def restricted_to_log_ins(word: Words) -> Iterator[None]:
    yield
    office.translated(page := word.published(), "ar", word("arabisch"))
    restrict(page)


def restricted_by_password(word: Words) -> Iterator[None]:
    yield
    restrict(word.published(), "password")


def restricted_to_groups(word: Words) -> Iterator[None]:
    yield
    restrict(word.published(), "groups")


def restricted_before_it_was_published(word: Words) -> Iterator[None]:
    yield
    page = word.draft()
    restrict(page)
    office.publish(page)


def moved_below_a_restricted_page(word: Words) -> Iterator[None]:
    inside = office.add_page(f"Nur für uns {word.number}")
    restrict(inside)
    yield
    page = add(home(), ContentPage(**word.page()), word.asked)
    page.move(ContentPage.objects.get(pk=inside.pk), pos="last-child")
    word.asked.add(ContentPage.objects.get(pk=page.pk))


def below_an_unpublished_page(word: Words) -> Iterator[None]:
    above = office.add_page(f"Bald wieder da {word.number}")
    above.unpublish()
    yield
    add(ContentPage.objects.get(pk=above.pk), ContentPage(**word.page()), word.asked)


def moved_below_an_unpublished_page(word: Words) -> Iterator[None]:
    above = office.add_page(f"Später wieder da {word.number}")
    above.unpublish()
    yield
    page = add(home(), ContentPage(**word.page()), word.asked)
    page.move(ContentPage.objects.get(pk=above.pk), pos="last-child")
    word.asked.add(ContentPage.objects.get(pk=page.pk))


def alias(word: Words) -> Iterator[None]:
    page = office.add_page(f"Mit Doppel {word.number}")
    yield
    twin = page.create_alias(update_slug=word("adresse"))
    word.asked.add(type(page).objects.get(pk=twin.pk))


# --- Translations -----------------------------------------------------------------------------


def translation_in_progress(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    translation = office.submit(page, "ar")
    office.fill(translation, word("arabisch"))
    translation.save_target(publish=False)


def translation_in_review(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    translation = office.submit(page, "ar")
    office.fill(translation, word("arabisch"))
    translation.save_target(publish=False)
    user = User.objects.create_user(f"user{word.number}", password="geheim")
    translated = translation.get_target_instance()
    translated.get_workflow().start(translated, user)


def edit_of_a_translation(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    office.translated(page, "ar")
    yield
    translation = office.submit(page, "ar")
    office.fill(translation, word("arabisch"))
    translation.save_target(publish=False)


def translation_of_an_embargoed_page(word: Words) -> Iterator[None]:
    yield
    page = word.published(embargo_until=timezone.now() + LATER)
    office.translated(page, "ar", word("arabisch"))


def translation_into_a_planned_language(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    office.translated(page, "kmr", word("kurdisch"))


def translation_taken_back(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    office.translated(page, "ar", word("arabisch")).unpublish()


def translation_of_a_page_taken_back(word: Words) -> Iterator[None]:
    yield
    page = carrier(word.number)
    office.translated(page, "ar", word("arabisch"))
    word.asked.add(page)
    type(page).objects.get(pk=page.pk).unpublish()


NEVER_SEEN: tuple[Way, ...] = (
    draft_only, draft_of_a_live_page, edit_scheduled_for_later, scheduled_for_later, under_embargo,
    under_embargo_again_and_again, restricted_before_it_was_published,
    below_an_unpublished_page, alias, translation_in_progress, translation_in_review,
    edit_of_a_translation, translation_of_an_embargoed_page,
    translation_into_a_planned_language,
)  # fmt: skip
ONCE_SEEN: tuple[Way, ...] = (
    expired, unpublished, withdrawn, deleted, restricted_to_log_ins, restricted_by_password,
    restricted_to_groups, moved_below_a_restricted_page, moved_below_an_unpublished_page,
    translation_taken_back, translation_of_a_page_taken_back,
)  # fmt: skip
EMBARGOED = {under_embargo, under_embargo_again_and_again, translation_of_an_embargoed_page}
