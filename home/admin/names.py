"""Names for what Wagtail and wagtail-localize show without a word that could be translated.

A model without a ``verbose_name``, a form field without a label, a right as it stands in the
database: all of these are English in every language, whatever the catalogues say.
"""

from django.contrib.auth.models import Permission
from django.db.models import Field, Model
from django.forms import Form
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPageForm
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.models import Locale, Site
from wagtail.sites.views import IndexView as SiteList
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportFilterSet

MODELS: dict[type[Model], tuple] = {
    Locale: (_("language"), _("languages")),
    Translation: (_("translation"), _("translations")),
}
FIELDS: dict[type[Form], dict] = {
    ExternalLinkChooserForm: {"link_text": _("link text")},
    AnchorLinkChooserForm: {"link_text": _("link text")},
    PhoneLinkChooserForm: {"link_text": _("link text"), "phone_number": _("phone")},
    EmailLinkChooserForm: {
        "link_text": _("link text"),
        "email_address": _("e-mail"),
        "subject": _("subject"),
        "body": _("text"),
    },
    DefaultPageForm: {"include_descendants": _("with all pages below")},
    PagePermissionsForm: {"page": _("page"), "permissions": _("rights")},
    RoleForm: {"role": _("role")},
    WorkflowPageForm: {"page": _("page")},
    WorkflowContentTypeForm: {"content_types": _("kind of content")},
}
# Wagtail sends the name of a right through the catalogue, but its own catalogue lacks these.
RIGHTS = [
    gettext_noop("Can add"),
    gettext_noop("Can change"),
    gettext_noop("Can delete"),
    gettext_noop("Can publish"),
    gettext_noop("Can lock"),
    gettext_noop("Can unlock"),
    gettext_noop("Can choose"),
    gettext_noop("Can submit translations"),
]


def right_in_words(permission: Permission) -> str:
    """ "Thema: Darf hinzufügen"; Django's own says "Inhalte | Thema | Can add topic"."""
    by_its_act = f"Can {permission.codename.split('_')[0]}"
    known = permission.name.startswith(by_its_act) and by_its_act in RIGHTS
    label = gettext(by_its_act if known else permission.name)
    return f"{capfirst(permission.content_type.name)}: {label}"


def install() -> None:
    """Give them their names; called once at start-up."""
    for model, (singular, plural) in MODELS.items():
        # After the class was made: migrations look at what stands in the class itself.
        model._meta.verbose_name, model._meta.verbose_name_plural = singular, plural
    for column in SiteList.columns:
        if column.name in ("site_name", "root_page"):
            column.label = _label(Site, column.name)
    for form, labels in FIELDS.items():
        for name, label in labels.items():
            form.base_fields[name].label = capfirst(label)
    filters = TranslationsReportFilterSet.base_filters
    filters["source_locale"].label = _("Language of the original")
    filters["target_locale"].label = _("Language of the translation")
    Permission.add_to_class("__str__", right_in_words)


def _label(model: type[Model], name: str):
    field = model._meta.get_field(name)
    return capfirst(field.verbose_name) if isinstance(field, Field) else name
