"""What readers see of the blocks within a text."""

import json

import pytest

from tests import office

pytestmark = pytest.mark.django_db


def served(api, release, tag="de"):
    return json.loads(api(f"/press-releases/{release.translation_key}?locale={tag}").body)


def test_the_credit_of_a_picture_in_the_text_stands_under_german_in_every_language(api):
    picture = {"image": office.add_picture(), "decorative": False, "alt": "Ein Bild", "caption": ""}
    release = office.published_release(body=[("image", picture)])
    office.translated(release, "ar")
    assert '<span lang="de"><bdi>Stadt</bdi></span>' in served(api, release, "ar")["body_html"]


def test_a_video_in_sign_language_is_called_so_in_the_language_of_the_text(api):
    video = {"url": "https://video.example.org/1", "title": "Rundgang", "sign_language": True}
    release = office.published_release(body=[("video", video)])
    office.translated(release, "tr")
    assert "Rundgang (Deutsche Gebärdensprache)</a>" in served(api, release)["body_html"]
    assert "(Alman İşaret Dili)</a>" in served(api, release, "tr")["body_html"]


def test_another_video_is_not_called_so(api):
    video = {"url": "https://video.example.org/1", "title": "Rundgang", "sign_language": False}
    release = office.published_release(body=[("video", video)])
    assert "Gebärden" not in served(api, release)["body_html"]


# --- What leaves the house ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stored", "html"),
    [
        ("<p>  </p><p>Item1</p>", "<p>Item1</p>"),
        ("<p><br/></p><p>a<b></b> <i> </i>b</p>", "<p>a  b</p>"),
        ("<p>\u00a0</p><p>a</p><ul><li></li></ul>", "<p>a</p>"),
        ('<p>a <a href="">b</a> <a>c</a></p>', "<p>a b c</p>"),
        ('<p><a href="javascript:alert(1)">b</a></p>', "<p>b</p>"),
        ('<p><a href="tel:(06132) 782-0">b</a></p>', '<p><a href="tel:+4961327820">b</a></p>'),
        ('<p><a href="https://x.de/a b?c&amp;d">b</a></p>',
         '<p><a href="https://x.de/a%20b?c&amp;d">b</a></p>'),
        ("<p>eins\x0bzwei</p>", "<p>eins<br>zwei</p>"),
    ],
)  # fmt: skip
def test_no_empty_element_and_no_wrong_address_leaves(api, stored, html):
    release = office.published_release(body=[("paragraph", stored)])
    assert served(api, release)["body_html"] == html


def test_a_paragraph_in_which_nothing_stands_is_no_block(api):
    body = [("paragraph", "<p>\u00a0</p>"), ("paragraph", "<p>Text</p>")]
    assert len(served(api, office.published_release(body=body))["body"]) == 1


def test_lines_that_people_type_are_lines_for_readers(api, client):
    quote = {"text": "eins\r\nzwei", "name": "Li", "function": "", "approved": True}
    release = office.published_release(
        lead="Vorspann\r\nZeile", boilerplate="Ende\n\nEnde",
        body=[("notice", "Montag: zu\r\nDienstag: offen"), ("quote", quote)],
    )  # fmt: skip
    html = served(api, release)["body_html"]
    assert "Montag: zu<br>Dienstag: offen" in html
    assert "<p>eins<br>zwei</p>" in html
    page = client.get(f"/de{release.public_path}").content.decode()
    for lines in ("Montag: zu<br>Dienstag: offen", "Vorspann<br>Zeile", "Ende<br><br>Ende"):
        assert lines in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.de/a", "java\tscript:alert(1)"])
def test_a_foreign_scheme_in_the_store_does_not_leave(api, url):
    body = [
        {"type": "link", "value": {"text": "Verein", "url": url, "page": None}},
        {"type": "video", "value": {"title": "Film", "url": url, "sign_language": False}},
        {"type": "paragraph", "value": "<p>Text</p>"},
    ]
    release = office.published_release(body=json.dumps(body))
    found = served(api, release)
    assert [block["type"] for block in found["body"]] == ["link", "paragraph"]
    assert found["body"][0]["url"] is None
    assert "script" not in json.dumps(found["body"])
    assert "ftp:" not in json.dumps(found["body"])
