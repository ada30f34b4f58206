"""The readers' site in a browser: two taps, without a script, without a cookie."""

import pytest

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 640}


@pytest.fixture(autouse=True)
def _city(city):
    """Every test here is about the small city."""


def test_somebody_to_call_is_two_taps_away_in_arabic(in_browser):
    def steps(page):
        page.goto("/")
        page.tap(".door-advice")
        page.wait_for_url("**/ar/beratung-finden/")
        number = page.locator("main a[href^='tel:']").first
        assert number.is_visible()
        return number.bounding_box()["height"]

    assert in_browser(steps, **PHONE, locale="ar", has_touch=True) >= 44


def test_the_languages_open_without_a_script(in_browser):
    def steps(page):
        page.goto("/de/")
        page.click(".languages > summary")
        page.click("text=العربية")
        page.wait_for_url("**/ar/")

    in_browser(steps, **PHONE, java_script_enabled=False)
