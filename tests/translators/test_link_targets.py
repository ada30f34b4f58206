"""A translator may let a link lead to the pages in her language, and nowhere that is no address."""

from urllib.parse import urlencode

import pytest
from wagtail.models import WorkflowState

from cms.editions.models import Edition
from locales.segments import bring_up_to_date
from tests import office
from tests.translators.people import client_of, person
from tests.translators.reviews import act

pytestmark = pytest.mark.django_db

GERMAN, ARABIC = "https://amt.example.org/de/info", "https://amt.example.org/ar/info"
BLOCKS = {
    "link": ("link", {"text": "Mehr dazu", "page": None, "url": GERMAN}),
    "paragraph": ("paragraph", f'<p>Ein Text mit <a href="{GERMAN}">Verweis</a></p>'),
}


@pytest.fixture(params=BLOCKS.values(), ids=BLOCKS)
def begun(request):
    person("translator")
    release = office.published_release(body=[request.param])
    translation = office.submit(release, "ar")
    translation.save_target(publish=False)
    office.fill(translation)
    return translation


def lead_to(translation, address: str):
    """What the editing screen answers to another address of the link."""
    link = translation.source.overridablesegment_set.get()
    return client_of("translator").put(
        f"/admin/localize/translate/{translation.pk}/overrides/{link.pk}/edit/",
        urlencode({"value": address}),
        "application/x-www-form-urlencoded",
    )


def shown(translation, tag: str = "ar") -> str:
    office.catch_up()
    return Edition.objects.get(key=translation.source.object_id, locale=tag).detail


def test_a_link_leads_where_its_translator_says(begun):
    answer = lead_to(begun, ARABIC)
    assert answer.json()["error"] is None
    begun.save_target(publish=True)
    assert ARABIC in shown(begun)
    assert GERMAN not in shown(begun)
    assert ARABIC not in shown(begun, "de")


def test_without_another_address_it_leads_where_the_originals_does(begun):
    begun.save_target(publish=True)
    assert GERMAN in shown(begun)


@pytest.mark.parametrize("address", ["", " ", "javascript:alert(1)", "amt", "ftp://amt.example.org",
                                     "http://", "tel:keine", "mailto:amt", "//amt.example.org",
                                     "data:text/html,x"])  # fmt: skip
def test_what_is_no_address_is_said_at_once_and_not_handed_over(begun, address):
    assert "https://" in lead_to(begun, address).json()["error"]
    told = act("translator", begun, "hand-over").content.decode()
    assert "https://" in told
    assert not WorkflowState.objects.exists()
    assert lead_to(begun, ARABIC).json()["error"] is None
    act("translator", begun, "hand-over")
    assert WorkflowState.objects.exists()


def test_where_a_link_of_the_original_leads_is_up_to_date(begun):
    release = begun.source.get_source_instance()
    other = GERMAN.replace("info", "rat")
    for block in release.body:
        if block.block_type == "link":
            block.value["url"] = other
        else:
            block.value.source = block.value.source.replace(GERMAN, other)
    office.publish(release)
    bring_up_to_date(begun.source)
    assert begun.source.overridablesegment_set.get().data == other
