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
