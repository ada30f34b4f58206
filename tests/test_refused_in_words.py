"""What an editor left out is refused in words; a fault of the program is told as ours."""

import pytest

from directory.models import DirectoryIndex
from home import bodies
from home.failures import PublishFailed, PublishRefused
from home.models import HomePage
from pressreleases.models import PressRelease
from tests import office

pytestmark = pytest.mark.django_db
OFFER = {"what": "", "when": "", "cost": "", "anonymous": False, "confidential": False}


@pytest.fixture
def profile():
    office.open_office()
    index = DirectoryIndex(title="Verzeichnis", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    return office.add_organization(office.publish(index))


def test_an_offer_without_a_title_is_refused_in_words(profile):
    profile.offers = [("offer", {"title": None, **OFFER})]
    with pytest.raises(PublishRefused) as refused:
        profile.save_revision(clean=False).publish()
    (sentence,) = refused.value.messages
    assert "Block 1 (Angebot)" in sentence
    assert "Bitte füllen Sie „Wie es heißt“ aus" in sentence


EMPTY = {
    "quote": ({"text": None, "name": "Rana", "function": "", "approved": True}, "Block 1 (Zitat)"),
    "facts": ([{"label": "Wer", "value": None}], "Block 1 (Auf einen Blick)"),
    "link": ({"page": None, "url": "https://example.org", "text": None}, "Block 1 (Link)"),
    "heading": (None, "Block 1 (Zwischenüberschrift)"),
    "notice": (None, "Block 1 (Hinweis)"),
}


@pytest.mark.parametrize("block", EMPTY)
def test_a_block_that_lacks_a_value_is_refused_in_words(block):
    value, place = EMPTY[block]
    release = office.published_release()
    release.body = [(block, value)]
    with pytest.raises(PublishRefused) as refused:
        release.save_revision(clean=False).publish()
    (sentence,) = refused.value.messages
    assert sentence.startswith(place)
    assert "Bitte füllen Sie" in sentence


@pytest.mark.parametrize("fault", [KeyError, TypeError, AttributeError])
def test_a_fault_of_ours_is_told_as_ours_and_names_no_block(fault, monkeypatch):
    release = office.published_release("Steht da")
    release.title = "Neue Fassung"
    revision = release.save_revision()

    def broken(value, rendering):
        raise fault("ours")

    with monkeypatch.context() as patched:
        patched.setitem(bodies._RENDERERS, "paragraph", broken)
        with pytest.raises(PublishFailed) as failed:
            revision.publish()
    assert isinstance(failed.value.__cause__, fault)
    assert PressRelease.objects.get(pk=release.pk).title == "Steht da"
