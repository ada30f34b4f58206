"""Taking back what is public: with a reason, and a page to read instead. Readers get a notice.

Only the German original is withdrawn, and all its languages with it. Publishing again undoes it.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from home.base import BasePage, WithdrawalReason
from locales.languages import SOURCE

LABEL = gettext_lazy("Withdraw …")
URL_NAME = "home_withdraw"
GIVEN_BY_PEOPLE = [
    (value, label) for value, label in WithdrawalReason.choices if value != WithdrawalReason.DELETED
]


def may_withdraw(page, user) -> bool:
    """Whether the page is a public German original that the user may take back."""
    return (
        isinstance(page, BasePage)
        and page.live
        and page.depth > 2
        and page.locale.language_code == SOURCE
        and page.permissions_for_user(user).can_unpublish()
    )


class WithdrawalForm(forms.Form):
    """Why, and what to read instead."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=GIVEN_BY_PEOPLE,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Readers see it in their language, after “This text was withdrawn”."
        ),
    )
    successor = forms.ModelChoiceField(
        label=gettext_lazy("What to read instead"),
        queryset=Page.objects.live().filter(locale__language_code=SOURCE, depth__gt=1),
        required=False,
        widget=AdminPageChooser(),
        help_text=gettext_lazy("The notice links to this page. It must be public."),
    )

    def __init__(self, *args, page: Page, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_successor(self):
        successor = self.cleaned_data["successor"]
        if successor and successor.pk == self.page.pk:
            raise forms.ValidationError(_("A page cannot take its own place. Choose another one."))
        return successor


def withdraw(request: HttpRequest, page_id: int):
    """The question, and the deed. PermissionDenied unless this user may take back this page."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_withdraw(page, request.user):
        raise PermissionDenied
    form = WithdrawalForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        successor = form.cleaned_data["successor"]
        page.withdraw(
            form.cleaned_data["reason"],
            successor_key=successor.translation_key if successor else None,
            user=request.user,
        )
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        messages.success(
            request,
            _("“%(title)s” is withdrawn in all languages. To undo this, publish it again.")
            % {"title": page.get_admin_display_title()},
            buttons=[messages.button(edit, _("Edit"))],
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return TemplateResponse(
        request,
        "home/admin/withdraw.html",
        {
            "page": page,
            "form": form,
            "media": form.media,
            "page_title": _("Withdraw"),
            "page_subtitle": page.get_admin_display_title(),
            "header_icon": "warning",
        },
    )


class WithdrawButton(PageMenuItem):
    """In the menus of the explorer and at the head of the editor."""

    label = LABEL
    icon_name = "warning"
    url_name = URL_NAME

    def is_shown(self, user) -> bool:
        return may_withdraw(self.page, user)


class WithdrawMenuItem(ActionMenuItem):
    """In the menu at the foot of the editor, beside "Unpublish"."""

    name = "action-withdraw"
    label = LABEL
    icon_name = "warning"

    def is_shown(self, context) -> bool:
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        return may_withdraw(context["page"], context["request"].user)

    def get_url(self, context) -> str:
        return reverse(URL_NAME, args=[context["page"].pk])
