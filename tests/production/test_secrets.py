"""What stands in the source is no secret: production does not start with it, nobody logs in."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client

from cms.demo.people import LOG_INS, PASSWORD, create_users
from cms.settings import requirements
from home.accounts.models import User
from tests.test_storage import GIVEN, start

DEVELOPMENT = "only-for-development-on-one-machine-never-in-production"
OF_THE_EXAMPLE = 'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
KNOWN = [
    DEVELOPMENT,
    f" {DEVELOPMENT}-2026",
    "django-insecure-" + GIVEN["SECRET_KEY"],
    OF_THE_EXAMPLE,
]
VARIABLES = ["SECRET_KEY", "MEDIA_NAME_SECRET", "SECRET_KEY_FALLBACKS"]


@pytest.fixture
def in_production(monkeypatch):
    monkeypatch.setattr(requirements, "PRODUCTION", True)


@pytest.mark.usefixtures("in_production")
@pytest.mark.parametrize("name", VARIABLES)
@pytest.mark.parametrize("known", KNOWN)
def test_a_published_secret_is_refused_by_name(name, known):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is published with the source"):
        requirements.refuse_weak({**GIVEN, name: known})


@pytest.mark.usefixtures("in_production")
def test_every_former_key_is_looked_at():
    keys = ",".join([GIVEN["SECRET_KEY"][::-1], "short"])
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FALLBACKS is too weak"):
        requirements.refuse_weak({**GIVEN, "SECRET_KEY_FALLBACKS": keys})
    requirements.refuse_weak({**GIVEN, "SECRET_KEY_FALLBACKS": GIVEN["SECRET_KEY"][::-1]})


def test_production_does_not_start_with_the_key_of_development(tmp_path):
    given = {**GIVEN, "SECRET_KEY": DEVELOPMENT, "STATE_DIR": str(tmp_path)}
    started = start("cms.settings.base", given)
    assert started.returncode != 0
    assert "SECRET_KEY is published" in started.stderr.splitlines()[-1]


def media_secret(**given: str) -> str:
    code = "import django; django.setup(); from django.conf import settings as s; "
    code += "print(s.MEDIA_NAME_SECRET)"
    done = start("cms.settings.base", {**GIVEN, **given}, code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_new_key_renames_no_public_copy():
    former, new = GIVEN["SECRET_KEY"], GIVEN["SECRET_KEY"][::-1]
    names = media_secret()
    assert names == media_secret(SECRET_KEY=new, SECRET_KEY_FALLBACKS=former)
    assert names == GIVEN["MEDIA_NAME_SECRET"]


def test_a_site_that_ran_without_a_secret_for_names_is_told_which_one_keeps_them(tmp_path):
    given = {name: value for name, value in GIVEN.items() if name != "MEDIA_NAME_SECRET"}
    started = start("cms.settings.base", given)
    assert started.returncode != 0
    assert "takes its oldest SECRET_KEY" in started.stderr.splitlines()[-1]


@pytest.mark.django_db
@pytest.mark.usefixtures("in_production")
class TestTheDemo:
    @pytest.mark.parametrize("options", [{}, {"if_empty": True}])
    def test_is_not_loaded(self, options):
        with pytest.raises(CommandError, match="published password"):
            call_command("demo", "load", **options)
        assert not User.objects.exists()

    def test_gives_nobody_a_log_in(self):
        with pytest.raises(ImproperlyConfigured):
            create_users()
        assert not User.objects.exists()

    def test_log_ins_that_are_there_already_open_nothing(self):
        name = LOG_INS[-1][0]
        User.objects.create_superuser(name, password=PASSWORD)
        client = Client()
        answer = client.post("/admin/login/", {"username": name, "password": PASSWORD})
        assert "Dieses Passwort ist mit der Demo-Stadt veröffentlicht." in answer.content.decode()
        assert client.get("/admin/").status_code == 302
