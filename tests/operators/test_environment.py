"""Each setting missing, misspelt or wrong: nothing starts, and one line says what to write."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings import requirements
from cms.settings.variables import BY_NAME, REQUIRED, VARIABLES
from tests.test_storage import GIVEN, ROOT, start

EXAMPLE = (ROOT / "deploy" / "teilhabe.env.example").read_text("utf-8")
GUIDE = (ROOT / "docs" / "operators.md").read_text("utf-8")
FOR_PYTHON = {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}
BUCKETS = {
    "AWS_STORAGE_BUCKET_NAME": "teilhabe-private",
    "AWS_PUBLIC_BUCKET_NAME": "teilhabe-public",
    "AWS_S3_ENDPOINT_URL": "https://s3.stadt.example.org",
    "AWS_ACCESS_KEY_ID": "teilhabe",
    "AWS_SECRET_ACCESS_KEY": "geheim",
}


@pytest.fixture(autouse=True)
def _in_production(monkeypatch):
    monkeypatch.setattr(requirements, "PRODUCTION", True)


def refused(**changes: str) -> str:
    """What is said of the environment with these changes; nothing if it will do."""
    try:
        requirements.refuse_weak({**GIVEN, **changes})
    except ImproperlyConfigured as error:
        return str(error)
    return ""


def test_the_table_the_example_and_the_guide_name_the_same_variables():
    in_example = set(re.findall(r"^#?([A-Z_0-9]+)=", EXAMPLE, re.MULTILINE))
    assert in_example - FOR_PYTHON == set(BY_NAME)
    assert [name for name in BY_NAME if f"`{name}`" not in GUIDE] == []


def test_whatever_the_settings_read_is_in_the_table():
    settings = ROOT / "site" / "cms" / "settings"
    source = "".join(path.read_text("utf-8") for path in settings.glob("*.py"))
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_0-9]+)"', source))
    assert len(read) > 20
    assert read <= set(BY_NAME)


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", ["", "   "])
def test_what_is_missing_is_named_with_an_example(name, value):
    assert re.match(rf"{name} is not set\..* Example: {name}=.+$", refused(**{name: value}))


def test_the_examples_of_the_table_are_right(tmp_path):
    for variable in VARIABLES:
        example = str(tmp_path) if variable.name == "STATE_DIR" else variable.example
        assert variable.wrong(example) == "", variable.name


WRONG = [
    ("ALLOWED_HOSTS", ".de"), ("ALLOWED_HOSTS", "https://vielfalt.stadt.example.org"),
    ("ALLOWED_HOSTS", "vielfalt.stadt.example.org:443"), ("ALLOWED_HOSTS", "a b"),
    ("ALLOWED_HOSTS", "vielfalt.stadt.example.org/de"), ("ALLOWED_HOSTS", "*"),
    ("ALLOWED_HOSTS", ","),
    ("PUBLIC_BASE_URL", "https://"), ("PUBLIC_BASE_URL", "https:///de"),
    ("PUBLIC_BASE_URL", "https://vielfalt.stadt.example.org/de/"),
    ("PUBLIC_BASE_URL", "https://vielfalt.stadt.example.org?x"),
    ("PUBLIC_BASE_URL", "https://u:p@vielfalt.stadt.example.org"),
    ("PUBLIC_BASE_URL", "https://vielfalt.stadt.example.org:zehn"),
    ("PUBLIC_BASE_URL", "https://andere.example.org"),
    ("PUBLIC_BASE_URL", "vielfalt.stadt.example.org"), ("PUBLIC_BASE_URL", "ftp://x"),
    ("PUBLIC_BASE_URL", "http://vielfalt.stadt.example.org"),
    ("DATABASE_URL", "postgres://"), ("DATABASE_URL", "postgres://teilhabe@127.0.0.1"),
    ("DATABASE_URL", "postgres://teilhabe@/teilhabe"), ("DATABASE_URL", "teilhabe"),
    ("DATABASE_URL", "mysql://teilhabe@127.0.0.1/teilhabe"), ("DATABASE_URL", "oracle://x/y"),
    ("DATABASE_URL", "postgres://teilhabe:a#b@127.0.0.1/teilhabe"),
    ("DATABASE_URL", "postgres://teilhabe@127.0.0.1:fünf/teilhabe"),
    ("DATABASE_URL", "sqlite:///teilhabe.sqlite3"),
    ("DATABASE_URL", "sqlite:////nirgends/teilhabe.sqlite3"),
    ("DEFAULT_FROM_EMAIL", "kein"), ("DEFAULT_FROM_EMAIL", "a@"),
    ("DEFAULT_FROM_EMAIL", "a@b@c"), ("DEFAULT_FROM_EMAIL", "Amt vielfalt@stadt.example.org"),
    ("SERVER_EMAIL", "root"), ("ADMINS", "it@stadt.example.org, niemand"),
    ("STATE_DIR", "/nirgends/teilhabe"), ("STATE_DIR", "var"), ("STATE_DIR", __file__),
    ("OFFICE_PHONE", "ruf an"), ("OFFICE_EMAIL", "stadt.example.org"),
    ("OFFICE_NAME", "zwei\nZeilen"), ("OFFICE_CITY", "x" * 300),
    ("EMAIL_HOST", "smtp://mail.example.org"), ("EMAIL_HOST", "mail.example.org:25"),
    ("EMAIL_PORT", "smtp"), ("EMAIL_PORT", "0"), ("EMAIL_PORT", "70000"),
    ("EMAIL_USE_TLS", "ja"), ("EMAIL_USE_SSL", "starttls"),
    ("PROXY_COUNT", "-1"), ("PROXY_COUNT", "eins"), ("PROXY_COUNT", "1.5"),
    ("SECURE_SSL_REDIRECT", "vielleicht"), ("SECURE_HSTS_PRELOAD", "2"),
    ("LOG_LEVEL", "laut"), ("SECURITY_CONTACT", "security"),
    ("SECRET_KEY", "kurz"), ("MEDIA_NAME_SECRET", "a" * 60), ("SECRET_KEY_FALLBACKS", "kurz"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_refused_with_its_variable_and_an_example(name, value):
    told = refused(**{name: value}).splitlines()
    assert [line for line in told if line.startswith(f"{name} ") and f"Example: {name}=" in line]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_S3_ENDPOINT_URL", "quatsch"), ("AWS_S3_ENDPOINT_URL", "s3.stadt.example.org"),
        ("AWS_S3_ENDPOINT_URL", ""), ("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", ""),
        ("AWS_STORAGE_BUCKET_NAME", ""), ("AWS_PUBLIC_BUCKET_NAME", ""),
        ("AWS_PUBLIC_BUCKET_NAME", "Teilhabe Public"), ("AWS_PUBLIC_BUCKET_NAME", "s3://public"),
        ("AWS_PUBLIC_BUCKET_NAME", "teilhabe-private"), ("AWS_S3_ADDRESSING_STYLE", "PATH"),
    ],
)  # fmt: skip
def test_half_of_the_buckets_or_a_wrong_one_is_refused(name, value):
    assert refused(**BUCKETS) == ""
    assert f"Example: {name}=" in refused(**{**BUCKETS, name: value})


def test_mail_goes_out_with_a_log_in_over_tls_only():
    log_in = {"EMAIL_HOST": "mail.stadt.example.org", "EMAIL_HOST_USER": "teilhabe"}
    whole = {**log_in, "EMAIL_HOST_PASSWORD": "geheim"}
    assert refused(**whole, EMAIL_USE_TLS="true") == refused(**whole, EMAIL_USE_SSL="True") == ""
    assert "EMAIL_USE_TLS must be true" in refused(**whole)
    assert "EMAIL_HOST_PASSWORD must be set too" in refused(**log_in)
    assert "exclude each other" in refused(EMAIL_USE_TLS="true", EMAIL_USE_SSL="true")


def test_browsers_built_in_lists_are_for_whole_domains():
    assert "SECURE_HSTS_INCLUDE_SUBDOMAINS=true" in refused(SECURE_HSTS_PRELOAD="true")
    assert refused(SECURE_HSTS_PRELOAD="true", SECURE_HSTS_INCLUDE_SUBDOMAINS="true") == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("EMAIL_HOST_PASSWROD", "EMAIL_HOST_PASSWORD"), ("email_host", "EMAIL_HOST"),
        ("ALLOWED_HOST", "ALLOWED_HOSTS"), ("PUBLIC_BASEURL", "PUBLIC_BASE_URL"),
        ("LOGLEVEL", "LOG_LEVEL"), ("DATABASE_URI", "DATABASE_URL"), ("STATEDIR", "STATE_DIR"),
        ("AWS_S3_ENDPOINT", "AWS_S3_ENDPOINT_URL"), ("EMAIL_TLS", "EMAIL_USE_TLS"),
        ("PROXY_COUNTS", "PROXY_COUNT"), ("OFFICE_TELEPHONE", "OFFICE_PHONE"),
        ("SECURE_HSTS_SUBDOMAINS", "SECURE_HSTS_INCLUDE_SUBDOMAINS"),
    ],
)  # fmt: skip
def test_a_misspelt_variable_is_told_what_is_meant(written, meant):
    assert re.search(rf"^{written} is no variable.* {meant} is meant", refused(**{written: "x"}))


def test_variables_of_others_are_none_of_our_business():
    others = "HOME PATH LANG USER SHELL HOSTNAME INVOCATION_ID JOURNAL_STREAM STATE_DIRECTORY PWD"
    others += " LOGS_DIRECTORY MAIL LOGNAME TERM NOTIFY_SOCKET PGHOST DJANGO_SETTINGS_MODULE TZ CI"
    assert refused(**dict.fromkeys(others.split(), "x")) == ""


def test_lower_case_and_spaces_are_read_as_they_are_meant():
    code = "import django; django.setup(); from django.conf import settings as s; "
    code += "print(s.LOGGING['root']['level'], s.ALLOWED_HOSTS, s.EMAIL_PORT, s.EMAIL_USE_TLS)"
    given = {**GIVEN, "LOG_LEVEL": "debug", "EMAIL_PORT": "", "EMAIL_USE_TLS": "Yes"}
    given |= {"ALLOWED_HOSTS": " vielfalt.stadt.example.org , 10.0.0.7"}
    done = start("cms.settings.base", given, code)
    assert done.stdout.strip() == "DEBUG ['vielfalt.stadt.example.org', '10.0.0.7'] 25 True"


def test_all_problems_are_told_at_once():
    told = refused(SECRET_KEY="", PROXY_COUNT="x", OFFICE_CITY="")
    assert len(told.splitlines()) == 3


def test_without_a_city_in_the_environment_there_is_none():
    said = {name for name in BY_NAME if name.startswith("OFFICE_")}
    assert said <= set(REQUIRED)
    assert all(f"\n{name}=\n" in EXAMPLE for name in said)


@pytest.mark.parametrize("command", ["schedule", "db_worker", "migrate", "check", "editions"])
def test_every_command_says_what_is_wrong_and_nothing_else(command):
    done = _manage([command], {**GIVEN, "PROXY_COUNT": "x", "OFFICE_CITY": ""})
    assert done.returncode == 1
    assert "Unknown command" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "\n  OFFICE_CITY is not set. Example: OFFICE_CITY=" in done.stderr
    assert "\n  PROXY_COUNT must be a whole number" in done.stderr


def _manage(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        cwd=Path("/"),
        env={"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "cms.settings.base", **environment},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_settings_of_production_pass_djangos_own_list(tmp_path):
    done = _manage(["check", "--deploy", "--fail-level", "WARNING"], GIVEN)
    assert done.returncode == 0, done.stderr


def test_no_command_takes_developments_settings_where_production_is_at_hand(tmp_path):
    environment = {"DJANGO_SETTINGS_MODULE": "", "STATE_DIR": str(tmp_path)}
    file = tmp_path / "teilhabe.env"
    file.touch()
    for at_hand in ({"TEILHABE_ENV": str(file)}, {"DATABASE_URL": GIVEN["DATABASE_URL"]}):
        done = _manage(["createsuperuser"], {**environment, **at_hand})
        assert done.returncode == 1
        assert "  teilhabe createsuperuser\n" in done.stderr
    nothing_at_hand = {**environment, "TEILHABE_ENV": str(tmp_path / "none")}
    assert _manage(["check"], nothing_at_hand).returncode == 0
