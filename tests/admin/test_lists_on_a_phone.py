"""The lists of the admin on a phone: every word whole, heads of screens and filters not cut off."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from directory.models import DirectoryIndex
from home.media import OfficeDocument, OfficeImage
from home.models import Person
from home.roles import ensure_roles
from tests import office
from tests.translators.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
WIDTH = 390
LONG = "Gleichstellungsbeauftragte der Verbandsgemeinde"

# Words whose letters stand on more than one line, or beyond the edge of the screen or of a box
# that hides the rest. A hyphen and a slash may end a line.
CUT = r"""() => {
  const found = [], main = document.querySelector("main");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const screen = { left: 0, right: innerWidth };
  const isBeyond = (place, edge) => place.left < edge.left - 1 || place.right > edge.right + 1;
  const unseen = "script, style, template, option, [hidden], [aria-hidden=true], .w-sr-only,"
    + ".messages, .w-dropdown__content";
  const isHidden = (element) => element.closest(unseen)
    || !element.checkVisibility({ visibilityProperty: true });
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (isHidden(node.parentElement)) continue;
    for (const { 0: word, index } of node.data.matchAll(/[^\s\/-]+[\/-]?/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const places = [...range.getClientRects()].filter((place) => place.width);
      if (!places.length) continue;
      const isBroken = places.some((place) => Math.abs(place.top - places[0].top) > 3);
      if (isBroken) found.push(`broken: ${word}`);
      const row = node.parentElement.closest("tr, header")?.getBoundingClientRect();
      const isOutside = (place) => place.top < row.top - 1 || place.bottom > row.bottom + 1;
      if (row && places.some(isOutside)) found.push(`over the next line: ${word}`);
      for (let box = node.parentElement; box; box = box.parentElement) {
        if (getComputedStyle(box).overflowX === "visible" && box.parentElement) continue;
        const edge = box.parentElement ? box.getBoundingClientRect() : screen;
        if (places.some((place) => isBeyond(place, edge))) {
          found.push(`cut: ${word} in ${box.localName}.${box.className}`);
          break;
        }
      }
    }
  }
  for (const control of document.querySelectorAll("main :is(select, input, button, .icon)")) {
    const place = control.getBoundingClientRect();
    if (!place.width || isHidden(control.parentElement) || place.bottom < 0) continue;
    if (isBeyond(place, screen)) found.push(`cut: ${control.outerHTML.slice(0, 90)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("scrolls sideways");
  return found;
}"""


@pytest.fixture
def lists(admin_user, press_office) -> dict[str, str]:
    """Every list of the admin, with something long in it."""
    ensure_roles()
    home = press_office.get_parent()
    profiles = DirectoryIndex(title="Verzeichnis", live=False)
    home.add_child(instance=profiles)
    office.publish(profiles)
    organization = office.add_organization(profiles)
    organization.title = LONG
    organization.save()
    release = office.published_release(LONG)
    draft = office.draft_release(LONG, owner=admin_user)
    draft.save_revision(user=admin_user)
    draft.get_workflow().start(draft, admin_user)
    locked = office.draft_release(f"Gesperrt: {LONG}", locked=True, locked_by=admin_user)
    locked.save_revision(user=admin_user)
    office.add_topic(LONG, "gleichstellung")
    office.add_contact_point(LONG)
    german = Locale.objects.get(language_code="de")
    Person.objects.create(given_name="Maximiliane", family_name="Oberhauser", locale=german)
    OfficeImage.objects.create(title=LONG, file=get_test_image_file())
    OfficeDocument.objects.create(title=LONG, file=ContentFile(b"Text", name="das-blatt.txt"))
    for name in ("editor", "chief"):
        user = person(name)
        user.first_name, user.last_name = "Maximiliane", "Oberhauser-Wiesengrund"
        user.save()
    pages, reports = "wagtailadmin_pages", "wagtailadmin_reports"
    return {
        "pages": reverse("wagtailadmin_explore_root"),
        "releases": reverse("wagtailadmin_explore", args=[press_office.pk]),
        "organizations": reverse("wagtailadmin_explore", args=[profiles.pk]),
        "search": reverse(f"{pages}:search") + "?q=Verbandsgemeinde",
        "history": reverse(f"{pages}:history", args=[release.pk]),
        "workflow history": reverse(f"{pages}:workflow_history", args=[draft.pk]),
        "usage": reverse(f"{pages}:usage", args=[release.pk]),
        "snippets": reverse("wagtailsnippets:index"),
        "topics": reverse("wagtailsnippets_home_topic:list"),
        "people": reverse("wagtailsnippets_home_person:list"),
        "contact points": reverse("wagtailsnippets_home_contactpoint:list"),
        "images": reverse("wagtailimages:index"),
        "images in a list": reverse("wagtailimages:index") + "?layout=list",
        "documents": reverse("wagtaildocs:index"),
        "users": reverse("wagtailusers_users:index"),
        "groups": reverse("wagtailusers_groups:index"),
        "sites": reverse("wagtailsites:index"),
        "languages": reverse("wagtaillocales:index"),
        "collections": reverse("wagtailadmin_collections:index"),
        "workflows": reverse("wagtailadmin_workflows:index"),
        "tasks": reverse("wagtailadmin_workflows:task_index"),
        "locked": reverse(f"{reports}:locked_pages"),
        "workflow report": reverse(f"{reports}:workflow"),
        "task report": reverse(f"{reports}:workflow_tasks"),
        "site history": reverse(f"{reports}:site_history"),
        "aging": reverse(f"{reports}:aging_pages"),
        "page types": reverse(f"{reports}:page_types_usage"),
        "account": reverse("wagtailadmin_account"),
    }


@pytest.mark.parametrize("language", ["de", "ar"])
def test_no_word_of_a_list_is_broken_or_cut_off_on_a_phone(
    in_browser, admin_client, admin_user, lists, language
):
    UserProfile.get_for_user(admin_user)
    UserProfile.objects.filter(user=admin_user).update(preferred_language=language)

    def steps(page):
        found = {}
        for name, address in lists.items():
            assert page.goto(address).status == 200, name
            page.wait_for_load_state("networkidle")
            found[name] = page.evaluate(CUT)
        return {name: problems for name, problems in found.items() if problems}

    assert in_browser(steps, by=admin_client, width=WIDTH) == {}
