from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """The people who work on the site; alone in their app: the user must exist before Wagtail."""

    name = "home.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    default = True


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's pages about people, with our forms."""

    user_viewset = "home.accounts.forms.PeopleViewSet"
