"""Text in the admin runs in its own direction: German on Arabic screens, Arabic on German ones.

Looked at as people see it: where the browser puts the first and the last sign of a title.
"""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from directory.models import DirectoryIndex
from home.media import OfficeDocument, OfficeImage
from home.models import Person
from locales.direction import OWN, POP
from tests import office
from tests.admin.forms import edit_url

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
FILM = "https://stadt.example.org/film"
TITLES = {"ltr": "31 Partner sind da!", "rtl": "31 شريكًا هنا!"}

# Where a title stands with its first or last sign on the wrong side; what is hidden is left out.
# A digit at the beginning is on the left of German, and on the right of Arabic.
MISPLACED = """(titles) => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, around = node.parentElement;
    if (around.closest("script, style, template, option, .w-sr-only")) continue;
    for (const [direction, title] of Object.entries(titles)) {
      const at = node.data.indexOf(title);
      if (at < 0) continue;
      const places = [...title].map((_, index) => {
        const range = document.createRange();
        range.setStart(node, at + index);
        range.setEnd(node, at + index + 1);
        return range.getBoundingClientRect();
      });
      if (!places[0].width) continue;
      found.push(around.localName + "." + around.className);
      const line = (place) => places.filter((other) => Math.abs(other.top - place.top) < 4);
      const first = places[0], last = places.at(-1);
      const isLeft = (place) => line(place).every((other) => place.left <= other.left + 1);
      const isRight = (place) => line(place).every((other) => other.right <= place.right + 1);
      const [begins, ends] = direction === "ltr" ? [isLeft, isRight] : [isRight, isLeft];
      // "31" is written from left to right in Arabic, too: its second digit is the outer one.
      if (begins(direction === "ltr" ? first : places[1]) && ends(last)) found.pop();
      else found[found.length - 1] += " | " + node.data.trim();
    }
  }
  return found;
}"""

FIELDS = """() => [...document.querySelectorAll("input, textarea")]
  .filter((field) => !field.matches("template *, [type=hidden], [type=checkbox], [type=radio]"))
  .filter((field) => !field.matches("[type=file], [type=submit], [type=button], [type=range]"))
  .map((field) => ({
    name: field.name || field.id || field.className,
    value: field.value,
    given: field.dir || (getComputedStyle(field).unicodeBidi === "plaintext" ? "auto" : ""),
    runs: field.matches(":dir(rtl)") ? "rtl" : "ltr",
  }))"""
LEFT_TO_RIGHT = (
    "phone", "email", "website", "slug", "hours", "latitude", "longitude", "url", "exact_match",
    "last_login_from", "go_live_at", "usage_count_min",
)  # fmt: skip


@pytest.fixture
def screens(admin_user, press_office) -> dict[str, str]:
    """Every kind of screen on which a title or a name stands, or text is typed."""
    UserProfile.get_for_user(admin_user)
    home = press_office.get_parent()
    profiles = DirectoryIndex(title="Verzeichnis", live=False)
    home.add_child(instance=profiles)
    office.publish(profiles)
    german = Locale.objects.get(language_code="de")
    shown: dict[str, str] = {}
    for direction, title in TITLES.items():
        body = [
            ("heading", title),
            ("paragraph", f"<p>{title}</p>"),
            ("quote", {"text": title, "name": title, "function": title, "approved": True}),
            ("video", {"url": FILM, "title": title, "sign_language": False}),
            ("facts", [{"label": title, "value": title}]),
        ]
        release = office.published_release(title, body=body, lead=title)
        draft = office.draft_release(title, owner=admin_user)
        draft.save_revision(user=admin_user)
        topic = office.add_topic(title, f"thema-{direction}")
        point = office.add_contact_point(title)
        person = Person.objects.create(given_name=title, family_name=title, locale=german)
        image = OfficeImage.objects.create(title=title, file=get_test_image_file())
        paper = OfficeDocument.objects.create(
            title=title, file=ContentFile(b"Text", name="blatt.txt")
        )
        organization = office.add_organization(profiles)
        organization.title = title
        organization.save()
        pages = "wagtailadmin_pages"
        shown |= {
            f"{direction} {name}": address
            for name, address in {
                "editing": edit_url(release),
                "organization": edit_url(organization),
                "history": reverse(f"{pages}:history", args=[release.pk]),
                "usage": reverse(f"{pages}:usage", args=[release.pk]),
                "copying": reverse(f"{pages}:copy", args=[release.pk]),
                "moving": reverse(f"{pages}:move", args=[release.pk]),
                "deleting": reverse(f"{pages}:delete", args=[release.pk]),
                "unpublishing": reverse(f"{pages}:unpublish", args=[release.pk]),
                "withdrawing": reverse("home_withdraw", args=[release.pk]),
                "languages": f"/admin/localize/submit/page/{release.pk}/",
                "topic": reverse("wagtailsnippets_home_topic:edit", args=[topic.pk]),
                "contact point": reverse("wagtailsnippets_home_contactpoint:edit", args=[point.pk]),
                "person": reverse("wagtailsnippets_home_person:edit", args=[person.pk]),
                "image": reverse("wagtailimages:edit", args=[image.pk]),
                "document": reverse("wagtaildocs:edit", args=[paper.pk]),
            }.items()
        }
    return shown | {
        "start": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[press_office.pk]),
        "search": reverse("wagtailadmin_pages:search") + "?q=31",
        "topics": reverse("wagtailsnippets_home_topic:list"),
        "contact points": reverse("wagtailsnippets_home_contactpoint:list"),
        "people": reverse("wagtailsnippets_home_person:list"),
        "images": reverse("wagtailimages:index"),
        "images in a list": reverse("wagtailimages:index") + "?layout=list",
        "documents": reverse("wagtaildocs:index"),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "aging": reverse("wagtailadmin_reports:aging_pages"),
        "page chooser": reverse("wagtailadmin_choose_page_child", args=[press_office.pk]),
        "users": reverse("wagtailusers_users:index"),
        "new user": reverse("wagtailusers_users:add"),
        "account": reverse("wagtailadmin_account"),
    }


def speak(user, language: str) -> None:
    UserProfile.objects.filter(user=user).update(preferred_language=language)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_titles_and_what_is_typed_run_in_their_own_direction(
    in_browser, admin_client, admin_user, screens, language
):
    speak(admin_user, language)

    def steps(page):
        wrong, fields = {}, []
        for name, address in screens.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            wrong[name] = page.evaluate(MISPLACED, TITLES)
            fields += [{"on": name, **field} for field in page.evaluate(FIELDS)]
        return {name: places for name, places in wrong.items() if places}, fields

    wrong, fields = in_browser(steps, by=admin_client)
    assert wrong == {}
    assert [field for field in fields if field["given"] not in ("auto", "ltr")] == []
    for direction, title in TITLES.items():
        typed = [field for field in fields if field["value"] == title]
        assert len(typed) > 15
        assert [field for field in typed if field["runs"] != direction] == []
    fixed = {field["name"].rpartition("-")[2] for field in fields if field["given"] == "ltr"}
    assert set(LEFT_TO_RIGHT) - fixed == set()


@pytest.mark.parametrize(("language", "direction"), [("de", "rtl"), ("ar", "ltr")])
def test_a_title_keeps_its_order_where_it_is_told_and_chosen(
    in_browser, admin_client, admin_user, press_office, language, direction
):
    UserProfile.get_for_user(admin_user)
    speak(admin_user, language)
    title = TITLES[direction]
    release = office.published_release(title)

    def steps(page):
        wrong = {}
        page.goto(edit_url(release))
        page.wait_for_load_state("networkidle")
        page.locator("button[data-chooser-action-choose]:visible").first.click()
        page.wait_for_selector(".modal-body .listing")
        wrong["chooser"] = page.evaluate(MISPLACED, TITLES)
        page.goto(reverse("wagtailadmin_pages:unpublish", args=[release.pk]))
        page.click("main button[type=submit], main input[type=submit]")
        page.wait_for_selector(".messages li")
        told = page.inner_text(".messages")
        wrong["message"] = page.evaluate(MISPLACED, TITLES)
        return wrong, told

    wrong, told = in_browser(steps, by=admin_client)
    assert title in told
    assert wrong == {"chooser": [], "message": []}


def test_the_history_keeps_the_order_of_a_title(press_office):
    release = office.published_release()
    entry = log(release, "wagtail.rename", data={"title": {"old": "A", "new": TITLES["ltr"]}})
    with override("ar"):
        assert f"{OWN}{TITLES['ltr']}{POP}" in entry.message
