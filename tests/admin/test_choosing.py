"""What editors choose from: German rows, once, with what tells them apart."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale, ReferenceIndex

from home.snippets import ContactPoint
from tests import office
from tests.admin.forms import edit_url, fields_on

pytestmark = pytest.mark.django_db


def arabic(row):
    locale, _new = Locale.objects.get_or_create(language_code="ar")
    copy = row.copy_for_translation(locale)
    copy.label = "عربي"
    copy.save()
    return copy


@pytest.fixture
def topics(press_office):
    made = [office.add_topic(label, label.lower()) for label in ("Bildung", "Wohnen")]
    return made + [arabic(topic) for topic in made]


@pytest.fixture
def points(press_office):
    made = [
        office.add_contact_point(
            "Pressestelle", phone="06132 000-777", street="Marktplatz 1", city="Musterstadt"
        ),
        office.add_contact_point("Beratung", phone="06132 000-120", street="Ringstraße 5"),
    ]
    return made + [arabic(point) for point in made]


def test_topics_are_check_boxes_of_the_german_ones(editors_admin, editor, topics):
    draft = office.draft_release("Entwurf", owner=editor)
    form = BeautifulSoup(editors_admin.get(edit_url(draft)).content, "html.parser")
    boxes = form.select('input[name="topics"]')
    assert [box["type"] for box in boxes] == ["checkbox"] * 2
    assert [box["value"] for box in boxes] == [str(topic.pk) for topic in topics[:2]]


def test_a_topic_chosen_in_another_language_is_ticked_in_german_and_kept(
    editors_admin, editor, topics
):
    draft = office.draft_release("Entwurf", owner=editor)
    draft.topics = [topics[3]]
    draft.save()
    form = BeautifulSoup(editors_admin.get(edit_url(draft)).content, "html.parser")
    ticked = form.select('input[name="topics"][checked]')
    assert [box["value"] for box in ticked] == [str(topics[1].pk)]
    data = fields_on(str(form)) | {"body-count": "0", "topics": [str(topics[1].pk)]}
    assert editors_admin.post(edit_url(draft), data).status_code == 302
    saved = draft.get_latest_revision_as_object()
    assert [topic.pk for topic in saved.topics.all()] == [topics[1].pk]


@pytest.mark.parametrize("sent", [["abc"], ["999999"]])
def test_a_topic_that_is_none_is_refused_at_the_field(editors_admin, editor, topics, sent):
    draft = office.draft_release("Entwurf", owner=editor)
    form = editors_admin.get(edit_url(draft)).content.decode()
    answer = editors_admin.post(
        edit_url(draft), fields_on(form) | {"body-count": "0", "topics": sent}
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"topics"}


CHOOSE = "wagtailsnippetchoosers_home_contactpoint:choose"
LIST = "wagtailsnippets_home_contactpoint:list"


@pytest.mark.parametrize("name", [CHOOSE, LIST])
def test_contact_points_stand_once_with_phone_and_address(editors_admin, points, name):
    html = editors_admin.get(reverse(name)).content.decode()
    for shown in ("Pressestelle", "Beratung", "06132 000-777", "Marktplatz 1, Musterstadt"):
        assert shown in html
    assert "عربي" not in html


def test_the_chooser_has_no_language_to_choose(editors_admin, points):
    # A modal's answer is JSON with its HTML in it.
    html = editors_admin.get(reverse(CHOOSE)).json()["html"]
    page = BeautifulSoup(html, "html.parser")
    assert page.select_one("[name=locale]") is None
    assert "Sprache" not in page.get_text()
    assert page.select_one("[name=q]") is not None


@pytest.mark.parametrize("name", [f"{CHOOSE}_results", LIST])
@pytest.mark.parametrize(
    "query", ["presse", "000-777", "06132000777", "06132/000 777", "marktplatz musterstadt"]
)
def test_a_contact_point_is_found_by_name_number_and_address(editors_admin, points, name, query):
    html = editors_admin.get(reverse(name), {"q": query}).content.decode()
    assert "Marktplatz 1" in html
    assert "Ringstraße" not in html


def test_another_language_is_listed_when_it_is_asked_for(editors_admin, points):
    arabic_locale = Locale.objects.get(language_code="ar")
    html = editors_admin.get(reverse(LIST), {"locale": "ar"}).content.decode()
    assert ContactPoint.objects.filter(locale=arabic_locale).count() == 2
    assert "عربي" in html
    assert "Pressestelle" not in html


@pytest.mark.parametrize("kind", ["topic", "person"])
@pytest.mark.parametrize("query", ["", "bildung"])
def test_topics_and_people_can_be_listed_and_searched(editors_admin, topics, kind, query):
    for name in (f"snippetchoosers_home_{kind}:choose", f"snippets_home_{kind}:list"):
        answer = editors_admin.get(reverse(f"wagtail{name}"), {"q": query} if query else {})
        assert answer.status_code == 200
        assert "عربي" not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "gone"),
    [
        ("", {"Pressestelle", "Beratung"}),
        ("q=Ringstraße", {"Beratung"}),
        ("q=06132000777", {"Pressestelle"}),
        ("q=nichts", set()),
        ("locale=ar", {"عربي"}),
    ],
)
def test_all_of_a_list_is_what_the_list_shows_and_no_more(admin_client, points, query, gone):
    before = list(ContactPoint.objects.values_list("pk", "label"))
    list_of_them = reverse("wagtailsnippets_home_contactpoint:list")
    shown = admin_client.get(f"{list_of_them}?{query}").context["object_list"]
    assert {point.label for point in shown} == gone
    address = reverse("wagtail_bulk_action", args=["home", "contactpoint", "delete"])
    admin_client.post(f"{address}?{query}&id=all&next={list_of_them}")
    there = set(ContactPoint.objects.values_list("pk", flat=True))
    assert {label for pk, label in before if pk not in there} == gone


def test_a_topic_is_used_by_the_texts_that_have_it(chiefs_admin, topics):
    topic = topics[0]
    for title in ("Mit Thema", "Auch mit Thema"):
        release = office.published_release(title, topics=[topic])
        ReferenceIndex.create_or_update_for_object(release)  # as Wagtail's task does
    used = chiefs_admin.get(reverse("wagtailsnippets_home_topic:usage", args=[topic.pk]))
    assert "Auch mit Thema" in used.content.decode()
    asked = chiefs_admin.get(reverse("wagtailsnippets_home_topic:delete", args=[topic.pk]))
    assert "2-mal" in asked.content.decode()
