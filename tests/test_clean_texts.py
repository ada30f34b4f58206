"""Whatever is typed, pasted or imported is clean before it is counted, checked, kept or shown."""

import json
import unicodedata
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.fields import StreamField
from wagtail_localize.models import StringTranslation

from directory.models import OffersBlock, Organization, Place
from home.blocks import BodyBlock
from home.models import ContactPoint, Unit, UnitTask
from home.typed import APPS, clean_block, clean_texts, tidy_of, tidy_of_block
from locales.cleaning import cleaned, cleaned_html, cleaned_line, is_visible, says_something
from locales.models import PublishedTranslation
from locales.neutral import neutral_of
from locales.segments import is_untranslated
from pressreleases.models import Correction, PressRelease
from tests import office

OUT = "\x00\x07\x1f\x7f\u200b\u2060\ufeff\ufffe\ud800"
KEPT = "\u200c\u200d\u00ad\u00a0\u202f\u2066x\u2069\u202bx\u202c\u200f\u200e"
typed = st.text(
    st.one_of(
        st.sampled_from(
            "a ö\u0308\u0338\n\r\t\x0b\x85\u2028\u200b\u202a\u202c\u202e\u2066\u2069<>&;#/bpr"
        ),
        st.characters(),
    ),
    max_size=40,
)


@given(typed)
@example("<p>a<b>\u0338</b></p>")
@example("\u202a<p>b\u202c</p>&#8203;&#x0b;")
def test_what_is_clean_stays_as_it_is(text):
    for clean in (cleaned, cleaned_line, cleaned_html):
        assert clean(clean(text)) == clean(text)


@given(typed)
def test_a_clean_text_holds_nothing_that_cannot_be_printed(text):
    clean = cleaned(text)
    assert unicodedata.normalize("NFC", clean) == clean
    assert not set(clean) & set(OUT + "\r\x0b\x0c\x85\u2028\u2029\t")
    assert "\n" not in cleaned_line(text)
    assert not clean or is_visible(clean)
    for line in clean.split("\n"):
        assert sum(line.count(mark) for mark in "\u202a\u202b\u202d\u202e") == line.count("\u202c")
        assert sum(line.count(mark) for mark in "\u2066\u2067\u2068") == line.count("\u2069")


def test_what_writing_needs_is_kept():
    text = f"a{KEPT}b"
    assert cleaned(text) == cleaned_line(text) == cleaned_html(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("Gru\u0308n", "Grün"),
        ("a\u202eb", "ab"),
        ("a\u202ab\u202c\u202cc", "a\u202ab\u202cc"),
        ("\u2066a\u202bb\u2069c", "\u2066ab\u2069c"),
        ("\u200f \u200b\u0301", ""),
        ("\u3164", ""),
        ("–", "–"),
    ],
)
def test_texts_are_cleaned(text, clean):
    assert cleaned(text) == clean


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>a\x0bb</p>", "<p>a<br/>b</p>"),
        ("<p>a&#8203;b&#x7;&amp;</p>", "<p>ab&amp;</p>"),
        ("<p>\u202aa</p><p>b\u202c</p>", "<p>a</p><p>b</p>"),
        ('<p><a href="https://x.example.org/u\u0308">u\u0308</a></p>',
         '<p><a href="https://x.example.org/u\u0308">ü</a></p>'),
        ("<p>\u200b</p><p><b> </b></p>", ""),
        ('<embed embedtype="image" id="1"/>', '<embed embedtype="image" id="1"/>'),
    ],
)  # fmt: skip
def test_html_is_cleaned(html, clean):
    assert cleaned_html(html) == clean


# --- Every field and every block ----------------------------------------------------------------
NOT_TYPED = ("path", "slug", "url_path", "draft_title")  # of a page: made by the machine


def text_fields() -> list[tuple[type[models.Model], models.Field]]:
    return [
        (model, field)
        for model in apps.get_models()
        if model._meta.app_label in APPS
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.is_relation
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "field"), text_fields(), ids=lambda it: getattr(it, "__name__", None) or it.name
)
def test_every_text_field_of_an_object_is_clean_when_it_is_checked_or_saved(model, field):
    instance = model(**{field.attname: "www.a\u200bb\x07.example.org u\u0308\u202e"})
    clean_texts(instance)
    assert not set(getattr(instance, field.attname)) & set("\u200b\x07\u202e\u0308")


@pytest.mark.parametrize(
    ("model", "field"),
    [(model, field) for model, field in text_fields() if field.name not in NOT_TYPED],
    ids=lambda it: getattr(it, "__name__", None) or it.name,
)
def test_every_form_of_the_admin_cleans_before_it_counts(model, field):
    form_field = formfield_for_dbfield(field)
    if form_field is None:
        assert not field.editable
        return
    assert form_field.to_python("\u200b \u0301") in form_field.empty_values
    assert form_field.to_python("www.a\u200bbc.example.org") == tidy_of(field)(
        "www.abc.example.org"
    )
    if isinstance(field, models.TextField) and field.max_length:
        full = "x" * (field.max_length - 6) + "\r\nyyyyy"
        assert form_field.clean(full) == full.replace("\r\n", "\n")


def text_blocks(block: blocks.Block, path: str = "") -> list[tuple[str, blocks.Block]]:
    if isinstance(block, blocks.StreamBlock | blocks.StructBlock):
        return [
            found
            for name, child in block.child_blocks.items()
            for found in text_blocks(child, f"{path}/{name}")
        ]
    if isinstance(block, blocks.ListBlock):
        return text_blocks(block.child_block, f"{path}/item")
    is_text = isinstance(block, blocks.FieldBlock) and isinstance(
        block.normalize("x"), str | blocks.RichTextBlock().normalize("x").__class__
    )
    return [(path, block)] if is_text and not isinstance(block, blocks.ChooserBlock) else []


ALL_TEXT_BLOCKS = [
    found
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, StreamField)
    for found in text_blocks(field.stream_block, f"{model.__name__}.{field.name}")
]


@pytest.mark.parametrize("path", sorted({path for path, _block in ALL_TEXT_BLOCKS}))
def test_every_text_in_a_block_is_clean(path):
    block = dict(ALL_TEXT_BLOCKS)[path]
    if isinstance(block, blocks.BooleanBlock):
        return
    assert tidy_of_block(block) is not None, path
    assert clean_block(block, "www.a\u200bbc.example.org\x07") in (
        "www.abc.example.org",
        "https://www.abc.example.org",
    )


def test_every_stream_of_blocks_cleans_before_it_counts():
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, StreamField):
                assert isinstance(field.stream_block, BodyBlock | OffersBlock)
    notice = "x" * 594 + "\r\nyyyyy"
    body = BodyBlock()
    assert body.clean(body.to_python([{"type": "notice", "value": notice}]))[0].value == (
        notice.replace("\r\n", "\n")
    )
    with pytest.raises(ValidationError):
        body.clean(body.to_python([{"type": "heading", "value": "\u200b\u200f"}]))


# --- Every door ---------------------------------------------------------------------------------
with_db = pytest.mark.django_db


@with_db
def test_code_that_saves_a_draft_is_cleaned_too():
    release = office.draft_release("Gru\u0308n\u200b", lead="eins\r\nzwei\x0b")
    release.kicker = "a\u202eb"
    release.body = [("paragraph", "<p>a\u200bb</p>"), ("list", ["c\x07d"])]
    release.corrections = [Correction(note="e\u2060f", locale_id=release.locale_id)]
    content = release.save_revision(clean=False).content
    assert (release.title, content["lead"], content["kicker"]) == ("Grün", "eins\nzwei", "ab")
    body = json.loads(content["body"])
    assert body[0]["value"] == "<p>ab</p>"
    assert body[1]["value"][0]["value"] == "cd"
    assert content["corrections"][0]["note"] == "ef"


@with_db
def test_raw_blocks_of_an_import_are_cleaned():
    raw: list[Any] = [{"type": "quote", "value": {"text": "a\r\nb", "name": "c\ufeffd"}}]
    release = office.draft_release(body=json.dumps(raw))
    quote = json.loads(release.save_revision().content["body"])[0]["value"]
    assert (quote["text"], quote["name"]) == ("a\nb", "cd")


@with_db
def test_a_snippet_is_cleaned_by_whatever_saves_it():
    point = office.add_contact_point("Be\u200bratung", notes="a\r\nb", city="Mainz\x85am Rhein")
    point = ContactPoint.objects.get(pk=point.pk)
    assert (point.label, point.notes, point.city) == ("Beratung", "a\nb", "Mainz am Rhein")


@with_db
def test_a_translation_is_cleaned_when_it_is_saved():
    translation = office.submit(office.published_release(), "ar")
    office.fill(translation, "نص\u200b\u202e")
    assert not StringTranslation.objects.filter(data__contains="\u200b").exists()


@with_db
@pytest.mark.parametrize("nothing", ["\u200b", "\u200f", "–", " \u0301", "<b></b>", "&nbsp;"])
def test_a_translation_in_which_nothing_stands_is_none(nothing):
    assert is_untranslated("Ein Satz.", nothing)
    assert not is_untranslated("–", "–")


def test_an_emoji_says_something_a_dash_does_not():
    assert says_something("🎉")
    assert not says_something("– …")


# --- Translations made before -------------------------------------------------------------------
def dirty(page: PressRelease) -> None:
    """The row and what translations know of it, as they were before texts were cleaned."""
    quote = {"text": "eins\r\nzwei", "name": "Ju\u0308rgen", "function": "", "approved": True}
    raw = [
        {"type": "paragraph", "value": "<p>\u200b</p><p>Erster Satz\u200b.</p>", "id": "a" * 32},
        {"type": "quote", "value": quote, "id": "b" * 32},
    ]
    PressRelease.objects.filter(pk=page.pk).update(
        title="Gru\u0308ne Wochen", lead="Zeile\r\nZeile", body=json.dumps(raw)
    )


@with_db
def test_cleaning_alone_outdates_no_translation():
    release = office.published_release(body=[])
    dirty(release)
    release.refresh_from_db()
    translation = office.submit(release, "ar")
    office.fill(translation)
    translation.save_target(publish=True)
    record = PublishedTranslation.objects.get(key=release.translation_key)
    record.neutral = neutral_of(release, as_stored=True)  # as it was computed then
    record.save()
    before = record.segments_total

    office.publish(release)

    record.refresh_from_db()
    assert PressRelease.objects.get(pk=release.pk).title == "Grüne Wochen"
    assert record.segments_total == before
    assert record.state == "current", record.segments


@with_db
def test_a_changed_word_outdates_it_all_the_same():
    release = office.published_release()
    office.translated(release, "ar")
    release.lead = f"{release.lead}\u200b Und noch ein Satz."
    office.publish(release)
    record = PublishedTranslation.objects.get(key=release.translation_key)
    assert (record.state, record.segments_outdated) == ("outdated", 1)


@with_db
def test_rows_below_a_page_are_cleaned_with_it():
    unit = Unit(title="Amt", tasks=[UnitTask(text="a\u200bb")])
    clean_texts(unit)
    assert unit.tasks.all()[0].text == "ab"
    profile = Organization(title="x", places=[Place(street="Weg\u200b 1")])
    clean_texts(profile)
    assert profile.places.all()[0].street == "Weg 1"
