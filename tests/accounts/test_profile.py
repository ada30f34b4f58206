"""One's own account has no picture: none is taken, none is shown."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.users.models import UserProfile

from tests import office
from tests.translators.people import client_of, person

pytestmark = pytest.mark.django_db
ACCOUNT = "/admin/account/"


def test_the_account_asks_for_no_picture():
    html = client_of("translator").get(ACCOUNT).content.decode()
    assert 'name="locale-preferred_language"' in html
    assert "avatar" not in html.partition("<form")[2].partition("</form")[0]


def test_a_picture_sent_all_the_same_is_not_kept():
    user = person("translator")
    file = SimpleUploadedFile("x.pdf", office.any_picture().file.getvalue(), "application/pdf")
    form = {
        "name_email-first_name": "Amal", "name_email-last_name": "Y",
        "name_email-email": "amal@stadt.example.org", "avatar-avatar": file,
        "locale-preferred_language": "ar", "locale-current_time_zone": "Europe/Berlin",
        "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }  # fmt: skip
    answer = client_of("translator").post(ACCOUNT, form)
    assert answer.status_code == 302
    assert UserProfile.get_for_user(user).preferred_language == "ar"
    assert not UserProfile.objects.exclude(avatar="").exists()
    assert not default_storage.exists("avatar_images")
