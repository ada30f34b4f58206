"""Who looks for help in the admin finds the handbook, in German, and as much as the docs say."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.urls import reverse

from tests.admin.conftest import logged_in

pytestmark = pytest.mark.django_db
PARTS = {"Für die Redaktion": "editors", "Für die Übersetzung": "translators"}


def handbook(person) -> Tag:
    response = logged_in(person).get(reverse("home_handbook"))
    return BeautifulSoup(response.content, "html.parser").select(".handbook")[0]


def test_the_help_menu_leads_to_the_handbook(editors_admin):
    html = editors_admin.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("home_handbook") in html
    assert "Handbuch" in html


def test_translators_read_it_too_in_german(translator):
    page = handbook(translator)
    assert page["lang"] == "de"
    assert page.find(string="Für die Übersetzung")


def test_it_has_a_section_for_everything_the_docs_explain(editor):
    page = handbook(editor)
    for heading, document in PARTS.items():
        text = Path(settings.ROOT, "docs", f"{document}.md").read_text()
        explained = re.findall(r"^\*\*.+?\*\*", text, re.MULTILINE)
        sections = []
        for tag in page.find("h2", string=heading).find_next_siblings(["h2", "h3"]):
            if tag.name == "h2":
                break
            sections.append(tag.get_text())
        assert len(sections) == len(explained)
