"""A frame as high as partners are told shows all it holds, without a bar to scroll."""

import json

import pytest

from cms.editions.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
COMPACT = {"de": 110, "ar": 110, "ti": 250}  # and 140 for each release; Tigrinya has a note
LIST = {320: 420, 480: 300, 1_000: 230}  # for each release, by the width of the frame; and 110
LONG = "Antidiskriminierungsberatungsstellenverzeichnis für Einwanderinnen und Einwanderer " * 3


def overflow(page, address: str, width: int, height: int) -> tuple[int, int]:
    """How many pixels of the page are out of sight in a frame of this size: across and down."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return page.evaluate(
        """() => [document.documentElement.scrollWidth - innerWidth,
                  document.documentElement.scrollHeight - innerHeight]"""
    )


def test_a_compact_frame_is_as_high_as_is_written_whatever_the_headlines(city, in_browser):
    for edition in Edition.objects.filter(type="press_release"):
        card = json.loads(edition.card)
        edition.card = json.dumps({**card, "title": f"{card['title']} {LONG}"}, ensure_ascii=False)
        edition.save()

    def look(page):
        return {
            (tag, width, limit): overflow(
                page,
                f"/embed/press-releases?locale={tag}&compact=1&limit={limit}",
                width,
                height + 140 * limit,
            )
            for tag, height in COMPACT.items()
            for width in (320, 480, 1_000)
            for limit in (1, 3, 10)
        }

    found = in_browser(look)
    assert not {case: over for case, over in found.items() if max(over) > 0}


def test_a_frame_of_the_demo_city_fits_into_the_heights_of_the_table(demo, in_browser):
    def look(page):
        return {
            (tag, width, limit): overflow(
                page, f"/embed/press-releases?locale={tag}&limit={limit}", width, 110 + each * limit
            )
            for tag in ("de", "ar", "fa", "prs", "ti", "de-simple")
            for width, each in LIST.items()
            for limit in (1, 3, 10)
        }

    with demo.set_out():
        found = in_browser(look)
    assert not {case: over for case, over in found.items() if max(over) > 0}


THEMES = "() => [getComputedStyle(document.body).backgroundColor, document.scripts.length]"


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_frame_is_light_or_dark_as_its_address_says_else_as_the_reader_has_it(
    city, in_browser, system
):
    def look(page):
        found = {}
        for theme in ("light", "dark", "auto", ""):
            page.goto(f"/embed/press-releases?locale=de{theme and f'&theme={theme}'}")
            found[theme] = page.evaluate(THEMES)
        return found

    light, dark = ["rgb(255, 255, 255)", 0], ["rgb(20, 32, 42)", 0]
    own = {"light": light, "dark": dark}[system]
    assert in_browser(look, color_scheme=system) == {
        "light": light, "dark": dark, "auto": own, "": own,
    }  # fmt: skip


def test_a_frame_whose_language_is_named_does_not_vary(client, city):
    for address in ("press-releases?locale=ar", f"{city['release']}?locale=uk", "x?locale=ar"):
        for query in ("", "&theme=purple"):
            answer = client.get(f"/embed/{address}{query}", headers={"accept-language": "tr"})
            assert "Accept-Language" not in answer.get("Vary", "")
            assert answer["Content-Language"] in ("ar", "uk")
            assert answer["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert "Accept-Language" in client.get("/embed/press-releases")["Vary"]


@pytest.mark.parametrize("query", ["theme=purple", "compact=yes", "compact=1&compact=1"])
def test_a_frame_says_what_its_looks_can_be(client, city, query):
    answer = client.get(f"/embed/press-releases?locale=ar&{query}")
    assert answer.status_code == 422
    assert f"<strong>{query.partition('=')[0]}</strong>" in answer.content.decode()
