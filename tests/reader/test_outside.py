"""What leaves the readers' site for others: sitemap, frames of partners, public files, previews."""

import re
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError
from wagtail.models import Locale

from cms.editions.models import MediaUse
from cms.reader.preview import preview
from directory.models import Organization
from home.models import ContentPage, Unit
from pressreleases.models import PressRelease
from tests.html_text import bare_numbers
from tests.office import draft_release

pytestmark = pytest.mark.django_db
PICTURE = "0" * 40 + ".webp"


def test_the_sitemap_has_real_languages_only_in_one_statement(
    client, city, django_assert_num_queries
):
    with django_assert_num_queries(1):
        xml = client.get("/sitemap.xml").content.decode()
    addresses = re.findall(r"<loc>[^<]*?(/[a-z-]+/[^<]*)</loc>", xml)
    assert "/ar/" in addresses
    assert "/de/beratung-finden/" in addresses
    assert "/ar/beratung-finden/" not in addresses
    assert not [address for address in addresses if address.startswith("/ti/")]


def test_the_list_for_frames_is_small_and_may_be_framed_anywhere(client, city):
    answer = client.get("/embed/press-releases?locale=ar&limit=3")
    assert answer.status_code == 200
    assert len(answer.content) <= 20_000
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert bare_numbers(answer.content.decode()) == []
    again = client.get(
        "/embed/press-releases?locale=ar&limit=3", headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert "frame-ancestors *" in again["Content-Security-Policy"]


def test_a_single_object_can_be_framed(client, city):
    answer = client.get(f"/embed/{city['release']}?locale=de")
    assert "<title>Neue Stabsstelle eröffnet</title>" in answer.content.decode()


def test_the_title_of_a_frame_says_which_language_it_is_in(client, city):
    html = client.get(f"/embed/{city['release']}?locale=fa").content.decode()
    assert '<title lang="de" dir="ltr">Neue Stabsstelle eröffnet</title>' in html


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=eins", "locale=xx", "locale=ps", "farbe=rot", "limit=1&limit=2"]
)
def test_a_frame_with_a_wrong_address_says_what_to_send_instead(client, city, query):
    answer = client.get(f"/embed/press-releases?{query}")
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("address", ["press-releases?limit=0&", f"{UUID(int=7)}?"])
def test_a_frame_says_what_is_wrong_in_the_language_it_asks_for(client, address):
    answer = client.get(f"/embed/{address}locale=ar", headers={"accept-language": "de"})
    assert answer["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()
    assert "X-Frame-Options" not in answer


@pytest.mark.parametrize("address", ["xyz", "press-releases/", f"{UUID(int=7)}/", "", "A%0Ab", "1"])
def test_a_frame_of_what_never_was_is_small_and_in_the_language_it_asks_for(client, city, address):
    answer = client.get(f"/embed/{address}?locale=ar&farbe=rot", headers={"accept-language": "de"})
    assert (answer.status_code, answer["Content-Language"]) == (404, "ar")
    html = answer.content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "embed.css" in html
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer


def test_a_frame_of_what_was_withdrawn_says_why_and_what_took_its_place(client, gallery):
    answer = client.get(f"/embed/{gallery.keys['withdrawn']}?locale=ar")
    page = client.get("/ar/presse/mit-einem-fehler/").content.decode()
    reason = re.search(r"<p>([^<]*: [^<]*)</p>", page).group(1)
    successor = re.search(r'<a href="(/ar/presse/das-[^"]*)">', page).group(1)
    html = answer.content.decode()
    assert answer.status_code == 410
    assert reason in html
    assert re.search(rf'<a href="https?://[^/]*{successor}" target="_blank"', html)


@pytest.mark.parametrize(("failure", "status"), [(DatabaseError, 503), (RuntimeError, 500)])
def test_a_frame_that_fails_stays_a_frame(client, monkeypatch, failure, status):
    def fail(*arguments, **named):
        raise failure

    monkeypatch.setattr("cms.editions.reading.read_list", fail)
    client.raise_request_exception = False
    answer = client.get("/embed/press-releases?locale=ar")
    assert (answer.status_code, answer["Content-Language"]) == (status, "ar")
    assert answer["Cache-Control"] == "no-store"
    assert "embed.css" in answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]


def test_a_frame_reads_letters_that_a_partner_did_not_encode(client, city):
    raw = "straße=1".encode().decode("latin-1")  # as a WSGI server hands it over
    answer = client.get("/embed/press-releases", QUERY_STRING=raw)
    assert "<strong>straße</strong>" in answer.content.decode()


def test_ordinary_pages_may_not_be_framed(client, city):
    assert "frame-ancestors 'none'" in client.get("/de/")["Content-Security-Policy"]


def test_a_public_picture_is_served_for_an_hour_and_is_not_sent_again(client, city):
    storages["public"].save(PICTURE, ContentFile(b"RIFF"))
    MediaUse.objects.create(name=PICTURE, key=city["release"], locale="de")
    answer = client.get(f"/media/{PICTURE}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"] == "public, max-age=3600, s-maxage=60"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"RIFF"
    assert (
        client.get(f"/media/{PICTURE}", headers={"if-none-match": answer["ETag"]}).status_code
        == 304
    )


def test_a_file_is_for_downloading(client, city):
    name = "1" * 40 + ".pdf"
    storages["public"].save(name, ContentFile(b"%PDF"))
    MediaUse.objects.create(name=name, key=city["release"], locale="ar")
    answer = client.get(f"/media/{name}")
    assert answer["Content-Disposition"] == "attachment"


def test_a_copy_that_no_visible_text_shows_is_not_there(client, city):
    storages["public"].save(PICTURE, ContentFile(b"RIFF"))
    hidden, never = client.get(f"/media/{PICTURE}"), client.get(f"/media/{'f' * 40}.webp")
    assert (hidden.status_code, hidden.content) == (404, never.content)
    assert hidden.headers == never.headers


def test_while_the_database_does_not_answer_a_picture_is_asked_for_again_later(client, monkeypatch):
    def fail(*arguments):
        raise DatabaseError

    monkeypatch.setattr("cms.reader.media.is_shown", fail)
    answer = client.get(f"/media/{PICTURE}")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_the_preview_shows_a_draft_and_is_never_kept(rf, built_city):
    draft = draft_release("Nur ein Entwurf")
    answer = preview(draft, rf.get("/"))
    assert answer["Cache-Control"] == "no-store"
    assert "Nur ein Entwurf" in answer.content.decode()
    assert 'class="preview"' in answer.content.decode()


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (PressRelease, {"lead": "Vorspann"}),
        (ContentPage, {}),
        (Unit, {"kind": "team"}),
        (Organization, {"kind": "association"}),
    ],
)
def test_the_preview_tolerates_a_page_that_was_never_stored(rf, db, model, fields):
    page = model(title="Neu", locale=Locale.objects.get(language_code="de"), **fields)
    assert "Neu" in preview(page, rf.get("/")).content.decode()


def test_the_preview_of_a_translation_takes_neutral_values_from_the_german_page(rf, built_city):
    arabic = PressRelease.objects.get(
        translation_key=built_city["release"].translation_key, locale__language_code="ar"
    )
    arabic.number = ""
    html = preview(arabic, rf.get("/")).content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert PressRelease.objects.get(pk=built_city["release"].pk).number in html
