"""Links, highlighted words and line breaks: a translation has its original's, by any door."""

from urllib.parse import urlencode

import pytest
from wagtail.models import WorkflowState
from wagtail_localize.models import StringTranslation

from home.failures import PublishRefused
from locales.marks import mark_problem
from tests import office
from tests.translators.people import client_of, person
from tests.translators.reviews import act, is_live

pytestmark = pytest.mark.django_db

SOURCE = 'Siehe <a id="a1">Formular</a> und <b>jetzt</b><br/>die <a id="a2">Hilfe</a>'
WRONG = {
    "lost link": 'انظر <b>ب</b><br/><a id="a2">مساعدة</a>',
    "all lost": "نص بلا رابط",
    "doubled link": '<a id="a1">س</a> <a id="a1">س</a> <b>ب</b><br/><a id="a2">م</a>',
    "invented link": '<a id="a1">س</a> <b>ب</b><br/><a id="a2">م</a> <a id="a3">ن</a>',
    "link without number": '<a>س</a> <b>ب</b><br/><a id="a2">م</a>',
    "address instead": '<a href="https://x.example">س</a> <b>ب</b><br/><a id="a2">م</a>',
    "crossed": '<a id="a1">س <b>ب</a></b><br/><a id="a2">م</a>',
    "not closed": '<a id="a1">س <b>ب</b><br/><a id="a2">م</a>',
    "link in link": '<a id="a1">س <a id="a2">م</a></a> <b>ب</b><br/>',
    "empty link": '<a id="a1"> </a>س <b>ب</b><br/><a id="a2">م</a>',
    "empty mark": '<a id="a1">س</a> ب<b></b><br/><a id="a2">م</a>',
    "lost mark": '<a id="a1">س</a> ب<br/><a id="a2">م</a>',
    "other mark": '<a id="a1">س</a> <i>ب</i><br/><a id="a2">م</a>',
    "doubled mark": '<a id="a1">س</a> <b>ب</b> <b>ج</b><br/><a id="a2">م</a>',
    "lost break": '<a id="a1">س</a> <b>ب</b> <a id="a2">م</a>',
    "another break": '<a id="a1">س</a><br/><b>ب</b><br/><a id="a2">م</a>',
    "script": '<script>1</script><a id="a1">س</a> <b>ب</b><br/><a id="a2">م</a>',
    "comment": '<!-- x --><a id="a1">س</a> <b>ب</b><br/><a id="a2">م</a>',
    "thousands": "<b>" * 6000,
}
RIGHT = {
    "same order": 'انظر <a id="a1">س</a> <b>ب</b><br/><a id="a2">م</a>',
    "other order": '<a id="a2">م</a><br/><b>ب</b> <a id="a1">س</a>',
    "mark around the link": '<b><a id="a1">س</a></b><br/><a id="a2">م</a>',
    "typed line break": '<a id="a1">س</a> <b>ب</b>\n<a id="a2">م</a>',
}


@pytest.fixture
def linked():
    """A text with two links, a bold word and a line break in one sentence; all else translated."""
    person("translator")
    links = [
        '<a href="https://a.example.org">Formular</a>',
        '<a href="https://b.example.org">Hilfe</a>',
    ]
    body = f"<p>Siehe {links[0]} und <b>jetzt</b><br/>die {links[1]}</p>"
    translation = office.submit(office.published_release(body=[("paragraph", body)]), "ar")
    translation.save_target(publish=False)
    office.fill(translation)
    return translation


def typed(translation, text: str):
    """What the editing screen answers to the translator's sentence with the links."""
    segment = translation.source.stringsegment_set.get(string__data=SOURCE)
    return client_of("translator").put(
        f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/",
        urlencode({"value": text}),
        "application/x-www-form-urlencoded",
    )


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_every_other_set_of_marks_is_said_in_words(text):
    assert mark_problem(SOURCE, text)


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_the_same_marks_are_right_in_any_order(linked, text):
    answer = typed(linked, text)
    assert answer.status_code == 200
    assert answer.json()["error"] is None
    linked.save_target(publish=True)
    page = linked.get_target_instance()
    html = str(page.body[0].value)
    assert html.count("https://a.example.org") == html.count("https://b.example.org") == 1
    assert html.count("<br") == 1


@pytest.mark.parametrize("kind", ["lost link", "doubled link", "crossed", "empty link", "lost mark",
                                  "lost break", "thousands"])  # fmt: skip
def test_a_wrong_sentence_is_kept_said_at_once_and_neither_handed_over_nor_published(linked, kind):
    answer = typed(linked, WRONG[kind])
    assert answer.status_code == 200
    assert answer.json()["error"]
    assert StringTranslation.objects.filter(translation_of__data=SOURCE, has_error=True).exists()
    told = act("translator", linked, "hand-over").content.decode()
    assert "Siehe Formular und" in told
    assert not WorkflowState.objects.exists()
    act("chief", linked, "publish")
    with pytest.raises(PublishRefused):
        linked.save_target(publish=True)
    assert not is_live(linked)


def test_the_missing_link_is_called_by_its_words(linked):
    assert "Formular" in typed(linked, WRONG["lost link"]).json()["error"]
    typed(linked, RIGHT["same order"])
    act("translator", linked, "hand-over")
    assert WorkflowState.objects.exists()


def test_a_link_that_was_lost_before_anybody_looked_is_not_published(linked):
    StringTranslation.objects.filter(translation_of__data=SOURCE).update(data="نص", has_error=False)
    with pytest.raises(PublishRefused, match="Formular"):
        linked.save_target(publish=True)


def test_the_screen_says_what_the_signs_in_a_sentence_are(linked):
    page = client_of("translator").get(f"/admin/pages/{linked.get_target_instance().pk}/edit/")
    assert "data-desk-marks" in page.content.decode()


def test_signs_keep_their_order_in_right_to_left_text():
    assert '\u2066<a id="a1">…</a>\u2069' in mark_problem(SOURCE, WRONG["lost link"])
