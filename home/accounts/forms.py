"""The forms with which administrators let people in. Who has no role can log in nowhere."""

from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm, UserForm
from wagtail.users.views.users import UserViewSet

_NO_ROLE = _("Choose at least one role: without one, nobody can log in and work here.")


def _check_roles(form: UserForm) -> None:
    """An error at the roles of somebody in use who is neither administrator nor has any."""
    given = form.cleaned_data
    is_administrator = given.get("is_superuser", form.instance.is_superuser)
    needs_one = given.get("is_active", True) and not is_administrator
    if needs_one and "groups" in given and not given["groups"]:
        form.add_error("groups", _NO_ROLE)


class NewPersonForm(UserCreationForm):
    """Somebody who is invited."""

    def clean(self):
        super().clean()
        _check_roles(self)
        return self.cleaned_data


class PersonForm(UserEditForm):
    """Somebody who has a log-in; one who left needs no role."""

    def clean(self):
        super().clean()
        _check_roles(self)
        return self.cleaned_data


class PeopleViewSet(UserViewSet):
    """The administrators' pages about people."""

    def get_form_class(self, for_update=False):
        return PersonForm if for_update else NewPersonForm
