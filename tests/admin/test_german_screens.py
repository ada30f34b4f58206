"""Every screen of the admin that a link leads to is German, and every label begins as it should."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from django import forms
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import resolve, reverse
from django.utils.translation import override
from wagtail import blocks
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from home.accounts.models import User
from tests import office
from tests.admin.conftest import logged_in
from tests.admin.german import english_in, english_on

pytestmark = pytest.mark.django_db
OURS = ("home", "pressreleases", "directory")
# The way out, and what is no screen: files, tables to download, what scripts ask for.
NO_SCREEN = re.compile(r"logout|/sprite|jsi18n|export=|/documents/\d|-private|view_draft")
LINK = re.compile(r"""["'](/admin/[^"'\\#<> {]*)""")  # the menu's stand in a script
# Names in the database and in programs, and the autonyms of languages.
DATA = re.compile(r"[a-z]+\.[a-z]+|English")


@pytest.fixture
def administrator(press_office):
    user = User.objects.create_superuser(username="leitung", first_name="Ada", password=None)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "de"
    profile.save()
    return user


@pytest.fixture
def office_at_work(administrator, editor):
    """Something of every kind: what is public, handed in, translated, and referred to."""
    office.published_release("Öffentlich")
    office.add_contact_point("Beratung")
    office.add_topic("Bildung", "bildung")
    draft = office.draft_release("Entwurf", owner=editor)
    draft.save_revision(user=editor)
    draft.get_workflow().start(draft, editor)
    return office.submit(office.published_release("Zum Übersetzen"), "ar")


def screens(client) -> dict[str, str]:
    """The first screen of each kind that links lead to from the start page."""
    found, seen, waiting = {}, set(), deque([reverse("wagtailadmin_home")])
    while waiting:
        address = waiting.popleft()
        match = resolve(urlsplit(address).path)
        kind = match.view_name or match.func.__name__, *map(type, match.kwargs.values())
        if kind in seen or NO_SCREEN.search(address):
            continue
        seen.add(kind)
        response = client.get(address)
        if response.status_code != 200 or "html" not in response.headers["Content-Type"]:
            continue
        found[address] = response.content.decode()
        waiting.extend(link.replace("&amp;", "&") for link in LINK.findall(found[address]))
    return found


def test_no_screen_of_an_administrator_is_english(administrator, office_at_work):
    found = screens(logged_in(administrator))
    assert len(found) > 60
    english = {
        address: words
        for address, html in found.items()
        if (words := english_on(DATA.sub(" · ", html)))
    }
    assert english == {}


def test_the_rights_of_a_group_are_german(administrator):
    group = Group.objects.get(name="Redaktion")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    html = logged_in(administrator).get(address).content.decode()
    assert "Thema: Darf hinzufügen" in html
    assert "Can " not in html
    with override("de"):
        names = [str(right) for right in Permission.objects.filter(content_type__app_label="home")]
    assert [name for name in names if re.search(r"\bCan (?!view)", name)] == []


def test_the_day_a_sentence_was_translated_has_its_full_stop(office_at_work):
    row = StringTranslation.objects.filter(locale__language_code="ar").first()
    if row is None:
        source = office_at_work.source.stringsegment_set.first()
        row = StringTranslation.objects.create(
            translation_of=source.string, context=source.context, data="نص",
            locale=office_at_work.target_locale,
        )  # fmt: skip
    with override("de"):
        assert re.search(r"am \d{1,2}\. [A-Z]\w+ \d{4}$", row.get_comment())


def labels_of_fields() -> dict[str, str]:
    """What stands above the fields of the forms that editors fill in, in German."""
    found = {}
    models = [model for model in (*Page.__subclasses__(), *get_snippet_models()) if model]
    for model in {*models, *(sub for m in models for sub in m.__subclasses__())}:
        if model._meta.app_label not in OURS or model._meta.abstract:
            continue
        form = get_edit_handler(model).get_form_class()
        for name, field in form.base_fields.items():
            found[f"{model.__name__}.{name}"] = str(field.label or "")
            if isinstance(field, blocks.BlockField):
                found |= labels_of_blocks(f"{model.__name__}.{name}", field.block)
        for relation, formset in getattr(form, "formsets", {}).items():
            for name, field in formset.form.base_fields.items():
                found[f"{model.__name__}.{relation}.{name}"] = str(field.label or "")
    return found


def labels_of_blocks(place: str, block) -> dict[str, str]:
    found = {}
    for name, child in getattr(block, "child_blocks", {}).items():
        found[f"{place}.{name}"] = str(child.label or "")
        found |= labels_of_blocks(f"{place}.{name}", child)
    if child := getattr(block, "child_block", None):
        found |= labels_of_blocks(f"{place}[]", child)
    return found


def test_labels_begin_with_a_capital_and_are_german():
    with override("de"):
        labels = labels_of_fields()
    assert len(labels) > 60
    assert {place: label for place, label in labels.items() if label[:1].islower()} == {}
    assert {place: label for place, label in labels.items() if english_in(label)} == {}


def test_what_we_name_has_a_plural_in_german():
    with override("de"):
        names = {
            model.__name__: f"{model._meta.verbose_name}, {model._meta.verbose_name_plural}"
            for app in OURS
            for model in apps.get_app_config(app).get_models()
            if hasattr(model, "panels") or issubclass(model, Page)
        }
    assert {name: words for name, words in names.items() if english_in(words)} == {}
    # Django adds an "s" where nothing is said.
    assert [
        n for n, words in names.items() if words == "{0}, {0}s".format(words.split(",")[0])
    ] == []


def test_fields_of_wagtails_forms_have_labels():
    """A field without one is called by its name in the program, which is English."""
    shown_otherwise = {"comment_notifications", "resolved", "username", "password", "remember"}
    never_shown = {"include_subtree", "permissions"}
    unnamed = {
        f"{form.__name__}.{name}"
        for form in _all(forms.BaseForm)
        if form.__module__.startswith("wagtail")
        for name, field in getattr(form, "base_fields", {}).items()
        if field.label is None and not field.widget.is_hidden
        if name not in shown_otherwise | never_shown
    }
    assert unnamed == set()


def _all(base: type) -> set[type]:
    subclasses: list[type] = base.__subclasses__()
    return {base}.union(*map(_all, subclasses))
