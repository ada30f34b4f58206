"""Phone numbers, addresses of websites and of mail, as people write them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.reader.presentation import phone_address
from directory.models import DirectoryIndex, Organization
from home.blocks import BodyBlock
from home.models import HomePage
from home.phones import e164, tidy_phone, validate_phone
from home.web_addresses import (
    href_of,
    tidy_mail_address,
    tidy_web_address,
    validate_mail_address,
    web_href_of,
)
from tests import office
from tests.admin.forms import fields_on

PHONES = {
    "(06132) 782-0": ("(06132) 782-0", "+4961327820"),
    "06132\u00a0782‑0": ("06132 782-0", "+4961327820"),
    "06132–782 – 0": ("06132-782 - 0", "+4961327820"),
    "06132/782-0": ("06132/782-0", "+4961327820"),
    "06132.782.0": ("06132.782.0", "+4961327820"),
    "06132 782-0 -12": ("06132 782-0 -12", "+4961327820"),
    "06132 782-11/-12": ("06132 782-11/-12", "+49613278211"),
    "06132 782 -0": ("06132 782 -0", "+4961327820"),
    "Tel.: 06132 782-0": ("06132 782-0", "+4961327820"),
    "tel:+4961327820": ("+4961327820", "+4961327820"),
    "+49 (0)6132 782-0": ("+49 (0)6132 782-0", "+4961327820"),
    "0049 6132 782-0": ("0049 6132 782-0", "+4961327820"),
    "+90 212 555 12 34": ("+90 212 555 12 34", "+902125551234"),
    "06132 000-120": ("06132 000-120", "+496132000120"),
    "0170 1234567": ("0170 1234567", "+491701234567"),
    "110": ("110", "110"),
    "112": ("112", "112"),
    "115": ("115", "115"),
    "116 117": ("116 117", "116117"),
    "116 016": ("116 016", "116016"),
}


@pytest.mark.parametrize(("typed", "expected"), PHONES.items())
def test_a_phone_number_is_kept_as_typed_and_can_be_dialled(typed, expected):
    tidied, dialled = expected
    assert tidy_phone(typed) == tidied
    assert e164(typed) == e164(tidied) == dialled
    validate_phone(tidied)


@pytest.mark.parametrize(
    "typed",
    ["782-0", "06132", "abc", "0800 HELFEN", "+", "()", "113 4", "06132 1 oder 2"],
)
def test_what_cannot_be_dialled_is_refused_with_an_example_that_is_taken(typed):
    with pytest.raises(ValidationError) as refused:
        validate_phone(typed)
    for example in ("06132 000-120", "(06132) 000-120", "+49 6132 000-120", "112", "115"):
        assert example in refused.value.message
        validate_phone(example)


@given(
    st.sampled_from(["06132", "(06132)", "+49 6132", "+49 (0)6132", "0049 6132", "[06132]"]),
    st.sampled_from([" ", "\u00a0", "\u202f", "-", "–", "\u2011", " / ", "/", " – ", "."]),
    st.sampled_from(["782", "78 20"]),
    st.sampled_from(["-0", "–12", "\u2011120", " 0", ""]),
)
def test_any_usual_way_to_write_a_number_is_one(area, between, number, extension):
    digits = "".join(letter for letter in number + extension if letter.isdigit())
    written = tidy_phone(f" {area}{between}{number}{extension}")
    assert e164(written) == f"+496132{digits}"
    assert tidy_phone(written) == written


WEB = {
    "www.verein.de": "https://www.verein.de",
    "facebook.com/verein": "https://facebook.com/verein",
    " https://verein.de/über ": "https://verein.de/über",
    "http://verein.de": "http://verein.de",
    "verein.de:8443/x": "https://verein.de:8443/x",
    "https://\u200bverein.de": "https://verein.de",
    "": "",
}


@pytest.mark.parametrize(("typed", "address"), WEB.items())
def test_a_web_address_is_completed(typed, address):
    assert tidy_web_address(typed) == address
    assert tidy_web_address(address) == address


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("@verein", "Name innerhalb eines Netzwerks"),
        ("info@verein.de", "ist eine E-Mail-Adresse"),
        ("ftp://x.de", "ist nicht für Websites"),
        ("javascript:alert(1)", "ist nicht für Websites"),
        ("mailto:info@verein.de", "ist nicht für Websites"),
        ("http://localhost/x", "von außen nicht erreichbar"),
        ("http://192.168.0.1/", "von außen nicht erreichbar"),
        ("http://[::1]/", "von außen nicht erreichbar"),
        ("http://intranet/", "von außen nicht erreichbar"),
        ("http://drucker.local/", "von außen nicht erreichbar"),
        ("https://name:pass@verein.de", "Passwort"),
        ("verein", "keine Web-Adresse"),
        ("unser Verein.de", "keine Web-Adresse"),
        ("https://", "keine Web-Adresse"),
        ("https://[x", "keine Web-Adresse"),
        ("https://a b.de", "keine Web-Adresse"),
    ],
)
def test_what_is_no_public_web_address_is_refused_with_the_right_sentence(german, typed, words):
    with pytest.raises(ValidationError) as refused:
        tidy_web_address(typed)
    assert words in " ".join(refused.value.messages)


def test_a_mail_address_is_tidied_and_checked():
    assert tidy_mail_address(" mailto:Info@Verein.DE\u200b") == "Info@verein.de"
    validate_mail_address("info@verein.de")
    for wrong in (
        "info@localhost",
        "info",
        "@verein",
        "info@verein",
        "a b@verein.de",
        "x@127.0.0.1",
    ):
        with pytest.raises(ValidationError):
            validate_mail_address(wrong)


@pytest.mark.parametrize(
    ("stored", "href"),
    [
        ("tel:(06132) 782-0", "tel:+4961327820"),
        ("tel:06132\u00a0782‑0", "tel:+4961327820"),
        ("TEL:112", "tel:112"),
        ("tel:abc", None),
        ("mailto:info@stadt.de", "mailto:info@stadt.de"),
        ("mailto: info@stadt.de?subject=Eine Frage", "mailto:info@stadt.de?subject=Eine%20Frage"),
        ("https://x.de/a b?q=ä#ö", "https://x.de/a%20b?q=%C3%A4#%C3%B6"),
        ("https://x.de/a%20b", "https://x.de/a%20b"),
        ("https://bücher.de/", "https://xn--bcher-kva.de/"),
        ("www.x.de", "https://www.x.de"),
        ("/de/seite/", "/de/seite/"),
        ("#unten", "#unten"),
        ("javascript:alert(1)", None),
        (" java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://x.de/", None),
        ("//evil.example", None),
        ("", None),
    ],
)  # fmt: skip
def test_an_address_leaves_the_house_encoded_or_not_at_all(stored, href):
    assert href_of(stored) == href


@given(st.text(max_size=30))
def test_no_foreign_scheme_leaves(text):
    for start in ("", "javascript:", "java\nscript:", "vbscript:", "ftp://x.de/", "data:"):
        href = href_of(start + text)
        assert href is None or href.startswith(
            ("http://", "https://", "mailto:", "tel:", "/", "#", "?")
        )
        assert web_href_of(start + text) is None or start == ""


@pytest.fixture
def german():
    with translation.override("de"):
        yield


@pytest.fixture
def organization(db):
    office.open_office()
    index = DirectoryIndex(title="Verzeichnis", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    return office.add_organization(office.publish(index))


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("phone", "(06132)\u00a0782‑0", "(06132) 782-0"),
        ("website", "www.verein.de", "https://www.verein.de"),
        ("social", "facebook.com/verein\r\n\r\nhttps://x.de/a", ["https://facebook.com/verein", "https://x.de/a"]),
        ("email", "Info@Verein.DE", "Info@verein.de"),
        ("places-0-hours", "Di–Do 9–12", "Tu-Th 09:00-12:00"),
    ],
)  # fmt: skip
def test_a_profile_keeps_what_was_meant(admin_client, organization, field, typed, stored):
    url = reverse("wagtailadmin_pages:edit", args=[organization.pk])
    data = fields_on(admin_client.get(url).content.decode())
    data |= {"body-count": "0", "offers-count": "0", field: typed, "action-publish": "1"}
    assert admin_client.post(url, data).status_code == 302
    profile = Organization.objects.get(pk=organization.pk)
    value = profile.places.get().hours if "-" in field else getattr(profile, field)
    assert value == stored


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("phone", "782-0", "Bitte mit Vorwahl eingeben"),
        ("website", "ftp://x.de", "ist nicht für Websites"),
        ("social", "@verein", "ganze Adresse des Profils"),
        ("social", "verein", "keine Web-Adresse"),
        ("email", "info@localhost", "keine E-Mail-Adresse"),
        ("places-0-hours", "montags", "Schreiben Sie zum Beispiel"),
    ],
)
def test_a_profile_says_at_the_field_what_is_wrong(admin_client, organization, field, typed, words):
    url = reverse("wagtailadmin_pages:edit", args=[organization.pk])
    data = fields_on(admin_client.get(url).content.decode())
    data |= {"body-count": "0", "offers-count": "0", field: typed, "action-publish": "1"}
    html = admin_client.post(url, data).content.decode()
    assert words in html
    assert "gültiges JSON" not in html


def test_a_link_in_a_text_is_completed_or_refused(german):
    body = BodyBlock()
    link = {"type": "link", "value": {"text": "Verein", "url": "www.verein.de", "page": None}}
    assert body.clean(body.to_python([link]))[0].value["url"] == "https://www.verein.de"
    for wrong in ("ftp://x.de", "javascript:alert(1)", "http://localhost/"):
        link["value"]["url"] = wrong
        with pytest.raises(ValidationError):
            body.clean(body.to_python([link]))


def test_a_number_from_before_that_has_no_area_code_can_still_be_dialled_in_the_city():
    assert phone_address("782-0") == "tel:7820"
    assert phone_address("(06132) 782-0") == "tel:+4961327820"
    assert phone_address("112") == "tel:112"
