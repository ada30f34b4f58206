"""/.well-known/security.txt by RFC 9116: who is told of a weakness."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings import requirements
from tests.test_storage import GIVEN, start

ADDRESS = "/.well-known/security.txt"
pytestmark = pytest.mark.django_db


def test_it_names_the_contact_and_ends_within_the_year(client, settings):
    settings.SECURITY_CONTACT = "mailto:sicherheit@stadt.example.org"
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:sicherheit@stadt.example.org"
    assert fields["Canonical"] == f"{settings.PUBLIC_BASE_URL}{ADDRESS}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", fields["Expires"])
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)


def test_without_a_contact_there_is_none(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    "contact", ["kein", "http://stadt.example.org", "a@b c", "mailto:", "a@b\nExpires: 2099"]
)
def test_what_is_no_contact_is_refused_at_the_start(contact):
    with pytest.raises(ImproperlyConfigured, match="SECURITY_CONTACT"):
        requirements.refuse_weak({**GIVEN, "SECURITY_CONTACT": contact})


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("sicherheit@stadt.example.org", "mailto:sicherheit@stadt.example.org"),
        ("https://stadt.example.org/sicherheit", "https://stadt.example.org/sicherheit"),
        ("tel:+49-6132-000115", "tel:+49-6132-000115"),
    ],
)
def test_a_contact_is_told_as_an_address(contact, told):
    code = "import django; django.setup(); from django.conf import settings as s; "
    code += "print(s.SECURITY_CONTACT)"
    started = start("cms.settings.base", {**GIVEN, "SECURITY_CONTACT": contact}, code)
    assert started.stdout.strip() == told
