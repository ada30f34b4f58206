"""What the office adds to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_withdrawal(actions):
    actions.register_action("home.withdraw", _("Withdraw"), _("Withdrawn"))
