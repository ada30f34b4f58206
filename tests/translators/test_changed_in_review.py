"""The original changes while its translation is being reviewed: nothing is stuck, nothing lost."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from wagtail.models import WorkflowState
from wagtail_localize.models import StringTranslation

from locales.desk.changes import changes_of
from locales.desk.states import translation_states
from tests import office
from tests.translators.people import client_of, person
from tests.translators.reviews import act, edit_url

pytestmark = pytest.mark.django_db


def change(translation, **fields) -> None:
    """The German original is published anew."""
    original = translation.source.get_source_instance()
    for name, value in fields.items():
        setattr(original, name, value)
    office.publish(original)
    translation.source.refresh_from_db()


def write(translation, text: str, path: str = "lead") -> None:
    """The translator writes the sentence that now stands in a field."""
    segment = translation.source.stringsegment_set.get(context__path=path)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": text, "translation_type": "manual"},
    )


@pytest.fixture
def reviewed(translation):
    """Handed over for the first time, never published."""
    office.fill(translation)
    write(translation, "نص كتبته المترجمة")
    act("translator", translation, "hand-over")
    return translation


def group_of(title: str) -> str:
    """The heading under which a text stands on the translator's start page."""
    page = BeautifulSoup(client_of("translator").get("/admin/").content, "html.parser")
    link = page.select_one(".desk-waiting").find("a", string=title)
    return link.find_previous("h3").text


def test_the_review_goes_back_and_the_text_is_open_to_the_translator(reviewed):
    change(reviewed, lead="Der Vorspann lautet heute anders.")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert group_of("Ein Titel zum Übersetzen") == "Das Original hat sich geändert"
    page = client_of("translator").get(edit_url(reviewed)).content.decode()
    assert "Das Original hat sich geändert, seit dies zur Prüfung gegeben wurde." in page
    key = reviewed.source.object_id
    assert translation_states([key])[key, "ar"].name == "in_progress"
    write(reviewed, "نص جديد")
    act("translator", reviewed, "hand-over")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_both_are_told(reviewed):
    mail.outbox.clear()
    change(reviewed, lead="Der Vorspann lautet heute anders.")
    assert [message.to for message in mail.outbox] == [[person("translator").email]]
    page = BeautifulSoup(client_of("chief").get("/admin/").content, "html.parser")
    told = page.select_one("section[aria-labelledby=desk-went-back]")
    assert "Arabisch" in told.text
    act("translator", reviewed, "hand-over")
    write(reviewed, "نص جديد")
    act("translator", reviewed, "hand-over")
    page = BeautifulSoup(client_of("chief").get("/admin/").content, "html.parser")
    assert page.select_one("section[aria-labelledby=desk-went-back]") is None


@pytest.mark.parametrize(
    "fields", [{"seo_title": "Anders"}, {"lead": "Fast gleich.", "minor_edit": True}]
)
def test_a_review_that_lacks_no_sentence_goes_on(reviewed, fields):
    change(reviewed, **fields)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_what_the_chief_editors_send_back_is_told_with_their_words(reviewed):
    act("chief", reviewed, "send-back", comment="Bitte kürzer.")
    change(reviewed, lead="Der Vorspann lautet heute anders.")
    assert group_of("Ein Titel zum Übersetzen") == "An Sie zurückgegeben"


def test_what_she_wrote_last_is_offered_and_not_what_readers_see(translation):
    office.fill(translation)
    write(translation, "ساعة واحدة")
    translation.save_target(publish=True)
    change(translation, lead="Es dauert zwei Stunden.")
    write(translation, "ساعتان")
    act("translator", translation, "hand-over")
    change(translation, lead="Es dauert drei Stunden.")
    (offered,) = changes_of(translation)
    assert (offered.old, offered.new) == ("Es dauert zwei Stunden.", "Es dauert drei Stunden.")
    assert offered.old_translation == "ساعتان"
    page = client_of("translator").get(edit_url(translation)).content.decode()
    assert "ساعتان" in BeautifulSoup(page, "html.parser").select_one(".desk-old bdi").text
    key = translation.source.object_id
    assert translation_states([key])[key, "ar"].name == "outdated"


def test_before_the_first_publication_her_draft_is_offered(reviewed):
    change(reviewed, lead="Der Vorspann lautet heute anders.")
    (offered,) = changes_of(reviewed)
    assert offered.old_translation == "نص كتبته المترجمة"


def test_each_sentence_of_a_paragraph_is_offered_its_own_text(translation):
    german = ["Das Amt öffnet am Montag um acht Uhr.", "Bringen Sie bitte einen Ausweis mit."]

    def publish(*sentences):
        original = translation.source.get_source_instance()
        html = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        block = {"type": "paragraph", "id": original.body[0].id, "value": html}
        change(translation, body=original.body.stream_block.to_python([block]))

    publish(*german)
    office.fill(translation, "أول")
    translation.save_target(publish=True)
    changed = [sentence.replace("bitte", "immer").replace("acht", "neun") for sentence in german]
    publish(*changed)
    office.fill(translation, "ثان")
    newest = ["Neu: Der Eingang ist im Hof.", *(one.replace("Uhr", "Uhr früh") for one in changed)]
    publish(*newest)
    offered = {one.new: one.old for one in changes_of(translation)}
    assert offered[newest[0]] == ""
    assert offered[newest[1]] == changed[0]
