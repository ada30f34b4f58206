"""A new SECRET_KEY with the former one as a fallback: nobody notices."""

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client

from cms.editions.media_names import picture_name
from tests import office
from tests.translators.people import client_of, person

pytestmark = pytest.mark.django_db
NEW = "ein-ganz-anderer-Schlüssel-" * 3


@pytest.fixture
def rotate(settings):
    def rotated(*, keeps_the_former: bool) -> None:
        fallbacks = [settings.SECRET_KEY] if keeps_the_former else []
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, fallbacks

    return rotated


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_nobody_is_logged_out_and_the_link_of_a_mail_still_works(rotate):
    client = client_of("editor")
    token = default_token_generator.make_token(person("editor"))
    assert is_in(client)
    rotate(keeps_the_former=True)
    assert is_in(client)
    assert default_token_generator.check_token(person("editor"), token)


def test_a_session_that_was_used_meanwhile_outlives_the_former_key(rotate, settings):
    client = client_of("editor")
    rotate(keeps_the_former=True)
    assert is_in(client)
    settings.SECRET_KEY_FALLBACKS = []
    assert is_in(client)


def test_without_the_former_key_all_are_logged_out(rotate):
    client = client_of("editor")
    rotate(keeps_the_former=False)
    assert not is_in(client)


def test_no_picture_is_renamed(rotate):
    picture = office.add_picture()
    name = picture_name(picture, 320)
    rotate(keeps_the_former=True)
    assert picture_name(picture, 320) == name
