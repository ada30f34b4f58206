"""Every page of the gallery for people with a screen reader, a small phone, or a keyboard alone."""

import pytest

from locales.languages import LANGUAGES
from tests import accessibility
from tests.reader.gallery import ADDRESS_OF_PREVIEW, CASES, IDS, ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
BY_NAME = {row.name: row for row in ROWS}
EVERY_PAGE = pytest.mark.parametrize(("row", "tag"), CASES, ids=IDS)
PLANTED = """
<main style="width: 700px"><img src="/x.png"><a href="#a" tabindex="2">zweitens</a>
<a href="#b" tabindex="1" style="outline: 0; color: #777; background: #888">erstens</a></main>
"""


@pytest.fixture
def look(in_browser, shown, gallery):
    """``look(row, "ar", steps, …)`` opens a page of the gallery and calls ``steps(page, …)``."""

    def steps_on(page, row, tag, steps, given):
        html = gallery.previews[tag]
        page.route(
            f"**{ADDRESS_OF_PREVIEW}",
            lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
        )
        answer = page.goto(shown(row, tag))
        assert answer.status == (200 if row.is_preview else row.status)
        return steps(page, *given)

    return lambda row, tag, steps, *given, **options: in_browser(
        steps_on, row, tag, steps, given, locale=LANGUAGES[tag].bcp47, **options
    )


@EVERY_PAGE
def test_no_page_breaks_a_rule_of_accessibility(look, row, tag):
    assert look(row, tag, accessibility.problems_in_every_light) == []


@pytest.mark.parametrize(("tag", "width"), [("de", 1280), ("ar", 320)])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(look, row, tag, width):
    if tag in row.tags:
        assert look(row, tag, accessibility.keyboard_problems, width=width) == []


def skipped(page) -> tuple[bool, str, bool]:
    """Whether the first stop is seen, where it leads, and whether the next stop is in the text."""
    page.keyboard.press("Tab")
    box = page.locator(":focus").bounding_box()
    is_seen = box["y"] >= 0 and box["width"] > 40
    page.keyboard.press("Enter")
    place = page.evaluate("document.activeElement.localName")
    page.keyboard.press("Tab")
    return is_seen, place, page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize("tag", ["de", "ar"])
@pytest.mark.parametrize("name", ["front page", "release", "directory", "not found", "preview"])
def test_the_first_stop_leads_to_the_content(look, name, tag):
    assert look(BY_NAME[name], tag, skipped) == (True, "main", True)


def test_the_checks_see_what_is_planted(in_browser):
    def steps(page):
        page.set_content(PLANTED)
        return accessibility.problems_in_every_light(page), accessibility.keyboard_problems(page)

    said, problems = in_browser(steps)
    broken = {line.partition(":")[0] for line in said}
    assert {
        "320 sideways", "320 light image-alt", "320 light tabindex", "320 light color-contrast",
        "320 dark color-contrast", "1280 light image-alt", "1280 dark color-contrast",
    } <= broken  # fmt: skip
    assert problems[0] == "the order is not that of the page"
    assert [line for line in problems if line.startswith("no sign")]
