"""Two versions of a text are compared in its language and direction."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import office
from tests.translators.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("uk", "ltr"), ("de", "ltr")])
def test_what_changed_is_shown_in_the_direction_of_its_language(tag, direction):
    person("translator")
    original = office.published_release()
    page = original if tag == "de" else office.translated(original, tag)
    page.lead = office.words(tag, 77)
    page.save_revision()
    answer = client_of("chief").get(f"/admin/pages/{page.pk}/revisions/compare/live...latest/")
    cells = BeautifulSoup(answer.content, "html.parser").select("td.comparison")
    assert cells
    assert {(cell["lang"], cell["dir"]) for cell in cells} == {(tag, direction)}


def test_snippets_too():
    person("translator")
    topic = office.translated(office.add_topic("Wohnen", "wohnen"), "ar")
    topic.label = "سكن"
    topic.save_revision()
    url = reverse("wagtailsnippets_home_topic:revisions_compare", args=[topic.pk, "live", "latest"])
    answer = client_of("chief").get(url)
    assert 'lang="ar" dir="rtl"' in answer.content.decode()
