"""A language whose texts nobody has read says so, also where there is no text of its own."""

import re

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from cms.reader import errors
from locales.languages import LANGUAGES

pytestmark = pytest.mark.django_db


def notice_of(html: str) -> str:
    return "".join(re.findall(r'<p class="unread" role="note">(.*?)</p>', html, re.DOTALL))


def test_tigrinya_is_offered_and_called_unread_and_no_other_language_is():
    assert LANGUAGES["ti"].is_public
    assert [tag for tag, language in LANGUAGES.items() if language.is_unread] == ["ti"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/ti/nirgendwo/", 404),
        ("/embed/nirgendwo?locale=ti", 404),
        ("/embed/press-releases?locale=ti&limit=99", 422),
        ("/ti/suche/?q=zzzzzz", 200),
    ],
)
def test_a_page_without_a_text_of_its_own_says_so_and_where_to_write(client, city, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    notice = notice_of(answer.content.decode())
    assert "ትግርኛ" in notice
    assert 'href="mailto:' in notice


@pytest.mark.parametrize("failure", [RuntimeError, OperationalError])
def test_a_failure_says_so_without_the_database(failure, django_assert_num_queries):
    with django_assert_num_queries(0):
        try:
            raise failure
        except failure:
            answer = errors.server_error(RequestFactory().get("/ti/"))
    assert answer.status_code in (500, 503)
    assert "ትግርኛ" in notice_of(answer.content.decode())


@pytest.mark.parametrize("tag", ["de", "ar", "fa"])
def test_no_other_language_says_so(city, tag):
    assert notice_of(Client().get(f"/{tag}/").content.decode()) == ""
