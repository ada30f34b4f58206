"""The form of every page type."""

from wagtail.admin.forms import WagtailAdminPageForm


class OfficePageForm(WagtailAdminPageForm):
    """Tells the page whether it is only saved as a draft, which asks for less than publishing."""

    def clean(self):
        self.instance.is_saved_as_draft = self.is_deferred_validation
        return super().clean()
