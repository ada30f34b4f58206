"""The promises of the readers' site: two taps to a person, no script, no cookie, no other host."""

from urllib.parse import urlsplit

import pytest

from locales.languages import public_languages
from tests.reader.gallery import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
PHONE = {"width": 360, "height": 640}
PLANTED = """<!doctype html><title>x</title><script>localStorage.setItem("a", "b")</script>
<img src="http://pictures.example.org/x.png">"""


@pytest.mark.parametrize("language", public_languages(), ids=lambda language: language.tag)
def test_somebody_to_call_is_two_taps_away(in_browser, city, language):
    def steps(page):
        page.goto("/")
        page.tap(".door-advice")
        page.wait_for_url(f"**/{language.tag}/beratung-finden/")
        number = page.locator("main a[href^='tel:']").first
        assert number.is_visible()
        return number.bounding_box()["height"]

    assert in_browser(steps, **PHONE, locale=language.bcp47, has_touch=True) >= 44


def test_the_languages_open_without_a_script(in_browser, city):
    def steps(page):
        page.goto("/de/")
        page.click(".languages > summary")
        page.click("text=العربية")
        page.wait_for_url("**/ar/")

    in_browser(steps, **PHONE, java_script_enabled=False)


def test_the_menu_the_search_and_the_filters_work_without_a_script(in_browser, city):
    def steps(page):
        page.goto("/de/")
        page.click(".find-link")
        page.wait_for_url("**/suche/")
        page.fill("main input[name=q]", "Neue Stabsstelle")
        page.click("main form button")
        page.click("text=Neue Stabsstelle eröffnet")
        page.wait_for_url("**/presse/neue-stabsstelle-eroeffnet/")
        page.click(".menu-narrow > summary")
        page.click(".menu-narrow >> text=Wir in Musterstadt")
        page.wait_for_url("**/wir-in-musterstadt/")
        page.select_option("#language", "uk")
        page.click(".filters button")
        page.wait_for_url(lambda url: "language=uk" in url)
        return page.locator(".organization h2").all_inner_texts()

    assert in_browser(steps, **PHONE, java_script_enabled=False) == ["Kalyna"]


def left_behind(page, addresses) -> list[str]:
    """What the pages keep on the reader's device, run there, or ask of other hosts."""
    own: set[str] = set()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    found = []
    for name, address in addresses:
        page.goto(address() if callable(address) else address)
        own.add(urlsplit(page.url).netloc)
        scripts, stored = page.evaluate(
            "[document.scripts.length, localStorage.length + sessionStorage.length]"
        )
        found += [f"{name}: script"] * bool(scripts) + [f"{name}: storage"] * bool(stored)
    found += [f"cookie {cookie['name']}" for cookie in page.context.cookies()]
    return found + [f"host {host}" for host in sorted(asked - own - {""})]


def test_no_page_keeps_anything_runs_anything_or_asks_anybody_else(in_browser, shown):
    addresses = [
        (f"{row.name} {tag}", lambda row=row, tag=tag: shown(row, tag))
        for row in ROWS
        for tag in row.tags[:2]
        if not row.is_preview
    ]
    assert in_browser(left_behind, addresses) == []


def test_the_check_sees_what_is_left_behind(in_browser):
    def steps(page):
        answer = {"content-type": "text/html", "set-cookie": "planted=1"}
        page.route("**/planted/", lambda route: route.fulfill(body=PLANTED, headers=answer))
        page.route("http://pictures.example.org/**", lambda route: route.abort())
        return left_behind(page, [("planted", "/planted/")])

    assert in_browser(steps) == [
        "planted: script", "planted: storage", "cookie planted", "host pictures.example.org",
    ]  # fmt: skip
