"""What the office adds to Wagtail's admin."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.admin import handbook, telling, withdrawal
from home.admin.dates import serving
from home.admin.editing import OfficePageViewSet
from home.admin.messages import HistoryFormatter
from home.admin.snippet_lists import DeleteListed
from home.admin.start import panels_for
from home.admin.state import tell_state
from home.snippets import ContactPoint
from locales.desk.rights import is_chief


@hooks.register("register_log_actions")
def register_withdrawal(actions):
    actions.register_action("home.withdraw", _("Withdraw"), _("Withdrawn"))


@hooks.register("register_log_actions", order=1000)  # after all that register one
def keep_titles_in_order(actions):
    for action, formatter in actions.formatters.items():
        actions.formatters[action] = HistoryFormatter(formatter)


# --- Editing ------------------------------------------------------------------------------------
@hooks.register("register_admin_viewset", order=100)  # after Wagtail's own, in its place
def register_page_views():
    return OfficePageViewSet()


@hooks.register("construct_snippet_action_menu")
def order_what_may_be_done_to_a_snippet(menu_items, request, context):
    """A wrong phone number waits for nobody: publishing is the button, the rest is in the menu."""
    if context["model"] is ContactPoint:
        menu_items.sort(key=lambda item: item.name != "action-publish")
    if not is_chief(request.user):
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]


@hooks.register("after_copy_page")
def say_what_became_of_a_copy(request, page, new_page):
    telling.copied(request, new_page, with_pages_below="copy_subpages" in request.POST)


@hooks.register("after_convert_alias_page")
def say_what_became_of_an_alias(request, page):
    telling.converted(request, page)


@hooks.register("after_move_page")
def say_what_became_of_what_was_moved(request, page):
    telling.moved(request, page)


# --- The start page -----------------------------------------------------------------------------
@hooks.register("construct_homepage_panels")
def arrange_start_page(request, panels):
    """Ours in place of Wagtail's; those of other apps of the project stay."""
    panels[:] = [panel for panel in panels if not type(panel).__module__.startswith("wagtail.")]
    panels += panels_for(request.user)


# --- Help ---------------------------------------------------------------------------------------
@hooks.register("register_admin_urls")
def handbook_urls():
    return [path("handbook/", handbook.handbook, name=handbook.URL_NAME)]


@hooks.register("register_help_menu_item")
def handbook_in_the_menu():
    url = reverse(handbook.URL_NAME)
    return MenuItem(_("Handbook"), url, name="handbook", icon_name="help", order=10)


@hooks.register("construct_help_menu")
def keep_help_in_the_house(request, items):
    """Wagtail's own guides are elsewhere, in English, and about Wagtail."""
    items[:] = [item for item in items if item.name in ("handbook", "keyboard-shortcuts-trigger")]


# --- Withdrawing --------------------------------------------------------------------------------
@hooks.register("register_admin_urls")
def withdrawal_urls():
    return [path("withdraw/<int:page_id>/", withdrawal.withdraw, name=withdrawal.URL_NAME)]


@hooks.register("register_page_header_buttons")
def withdraw_from_header(page, user, view_name, next_url=None):
    yield withdrawal.WithdrawButton(page=page, priority=61)


@hooks.register("register_page_listing_more_buttons")
def withdraw_from_listing(page, user, next_url=None):
    yield withdrawal.WithdrawButton(page=page, priority=41)


@hooks.register("register_page_action_menu_item")
def withdraw_from_footer():
    return withdrawal.WithdrawMenuItem(order=25)


# --- Publishing ---------------------------------------------------------------------------------
@hooks.register("before_publish_page")
def live_only_when_published(request, page):
    """Wagtail's create view saves a new page as live before it publishes it; if publishing is
    refused, it would stand there live without ever having been published.
    """
    if page.live and page.live_revision_id is None:
        row = type(page).objects.filter(pk=page.pk)
        row.update(live=False, has_unpublished_changes=True)
        page.live = False


@hooks.register("before_edit_page")
def say_what_readers_see(request, page):
    if request.method == "GET" and request.headers.get("sec-fetch-dest", "document") == "document":
        tell_state(request, page)


# --- Dates --------------------------------------------------------------------------------------
@hooks.register("register_admin_urls")
def date_urls():
    return [path("dates/", serving.date_in_words, name=serving.URL_NAME)]


# --- Looks --------------------------------------------------------------------------------------
@hooks.register("insert_global_admin_css")
def office_styles():
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        ([static(f"home/admin/{name}.css")] for name in ("admin", "directions", "lists")),
    )


@hooks.register("insert_global_admin_js")
def office_scripts():
    scripts = format_html_join(
        "",
        '<script src="{}" type="module"></script>',
        (
            [static(f"home/admin/{name}.js")]
            for name in ("locked", "saving", "schedule", "titles", "uploads")
        ),
    )
    return scripts + format_html(
        '<script src="{}" type="module" data-dates-address="{}"></script>',
        static("home/admin/dates.js"),
        reverse(serving.URL_NAME),
    )


# --- Lists ----------------------------------------------------------------------------------------
# After Wagtail's own of the same name, which it takes the place of.
hooks.register("register_bulk_action", DeleteListed, order=100)
