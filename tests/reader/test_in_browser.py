"""The readers' site in a browser: small screens, keyboard paths, accessibility (WCAG 2.2 AA)."""

import os
from pathlib import Path

import pytest

from tests.conftest import require

PATHS = [
    "/",
    "/presse/",
    "/presse/neue-stabsstelle-eroeffnet/",
    "/beratung-finden/",
    "/die-stabsstelle/fachstelle-integration/",
    "/wir-in-musterstadt/",
    "/wir-in-musterstadt/kalyna/",
    "/suche/?q=Stabsstelle",
]
pytestmark = pytest.mark.browser

AXE = (Path("node_modules/axe-core/axe.min.js"), Path(os.environ.get("AXE_CORE", "axe.min.js")))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def browser(chromium_path, monkeypatch):
    sync_api = pytest.importorskip("playwright.sync_api")
    # The loop of the browser's driver is not the database's: the test itself stays synchronous.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.mark.parametrize("tag", ["de", "ar", "de-simple"])
def test_no_page_scrolls_sideways_on_a_small_phone(site, browser, tag):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for path in PATHS:
        assert page.goto(f"{site}/{tag}{path}").status == 200
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_somebody_to_call_is_two_taps_away_in_arabic(site, browser):
    page = browser.new_page(viewport={"width": 360, "height": 640}, locale="ar", has_touch=True)
    page.goto(site)
    page.tap(".door-advice")
    page.wait_for_url("**/ar/beratung-finden/")
    number = page.locator("main a[href^='tel:']").first
    assert number.is_visible()
    assert number.bounding_box()["height"] >= 44


def test_the_languages_open_without_a_script(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{site}/de/")
    page.click(".languages > summary")
    page.click("text=العربية")
    page.wait_for_url("**/ar/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tag", ["de", "ar"])
def test_no_page_breaks_a_rule_of_accessibility(site, browser, tag, scheme):
    script = next((path for path in AXE if path.exists()), None)
    require(script, "axe-core (npm install axe-core, or AXE_CORE with the path of axe.min.js)")
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    for path in [*PATHS, "/nichts/"]:
        page.goto(f"{site}/{tag}{path}")
        page.evaluate(script.read_text(encoding="utf-8"))
        result = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
        assert [(item["id"], item["nodes"][0]["html"]) for item in result["violations"]] == [], path
