"""What press releases add to the editors' start page."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks

from home.admin.start import HeldBack, StartButton, new_page_url
from locales.languages import SOURCE
from pressreleases.models import PressRelease, PressReleaseIndex


@hooks.register("start_page_buttons")
def new_release(user):
    office = PressReleaseIndex.objects.filter(locale__language_code=SOURCE).first()
    if office is not None and office.permissions_for_user(user).can_add_subpage():
        address = new_page_url(office, "pressreleases", "pressrelease")
        yield StartButton(_("New press release"), address)


@hooks.register("start_page_held_back")
def embargoed_releases(user):
    releases = PressRelease.objects.live().filter(
        embargo_until__gt=timezone.now(), locale__language_code=SOURCE
    )
    for release in releases.select_related("locale").order_by("embargo_until"):
        yield HeldBack(release, release.embargo_until)
