"""The translators' desk in Wagtail's admin: addresses, start page, menus, buttons.

The addresses stand before wagtail-localize's (this app comes first among the installed ones) and
take the place of its views for submitting, synchronizing and PO files.
"""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.locales.views import EditView, LocaleViewSet

from locales.desk import po_views, submitting
from locales.desk.editing import before_edit
from locales.desk.rights import is_chief, is_only_translator, may_submit
from locales.desk.start_page import panels_for
from locales.translation import is_translation

FIRST = -10  # before wagtail-localize's hooks of the same name

urls = [
    path("submit/page/<int:page_id>/", submitting.submit_page, name="submit_page"),
    path(
        "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        submitting.submit_snippet,
        name="submit_snippet",
    ),
    path(
        "update/<int:translation_source_id>/",
        submitting.update_translations,
        name="update_translations",
    ),
    path("translate/<int:translation_id>/pofile/download/", po_views.download, name="download_po"),
    path("translate/<int:translation_id>/pofile/upload/", po_views.upload, name="upload_po"),
]


@hooks.register("register_admin_urls", order=FIRST)
def register_desk():
    return [path("localize/", include((urls, "desk"), namespace="desk"))]


class EditLocale(EditView):
    can_delete = False  # the gate refuses it, see locales.desk.rules


# A second set of views would stand at the same addresses beside Wagtail's.
LocaleViewSet.edit_view_class = EditLocale


@hooks.register("before_edit_page", order=FIRST)
def before_edit_page(request, page):
    return before_edit(request, page)


@hooks.register("before_edit_snippet", order=FIRST)
def before_edit_snippet(request, instance):
    return before_edit(request, instance)


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request, panels):
    panels.extend(panels_for(request.user))


@hooks.register("construct_homepage_summary_items")
def leave_out_summary(request, items):
    if is_only_translator(request.user):
        items.clear()


@hooks.register("construct_main_menu", order=100)
def leave_out_what_a_translator_cannot_use(request, menu_items):
    if is_only_translator(request.user):
        menu_items.clear()


@hooks.register("construct_page_action_menu", order=100)
def leave_out_dangerous_actions(menu_items, request, context):
    if not is_chief(request.user):
        dangerous = ("localize-restart-translation", "localize-convert-to-alias")
        menu_items[:] = [item for item in menu_items if item.name not in dangerous]


@hooks.register("register_page_header_buttons")
def languages_button(page, user, view_name=None, next_url=None):
    """The way from an original to its languages, with how far they are."""
    if page.depth > 1 and not is_translation(page) and may_submit(user):
        yield Button(
            _("Translate into languages"),
            submitting.submit_url(page),
            priority=5,
            icon_name="wagtail-localize-language",
        )


@hooks.register("insert_global_admin_css")
def desk_css():
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))
