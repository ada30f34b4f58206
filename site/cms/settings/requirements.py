"""What an installation must be given before it starts, and what is too weak to start with."""

import re
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_BASE_URL", "DATABASE_URL", "DEFAULT_FROM_EMAIL")
SECRETS = ("SECRET_KEY", "MEDIA_NAME_SECRET")
# A list, the newest first: what the key was before SECRET_KEY, while what it signed still counts.
FORMER_KEYS = "SECRET_KEY_FALLBACKS"
DEVELOPMENT_KEY = "only-for-development-on-one-machine-never-in-production"
EXAMPLE = Path(__file__).resolve().parents[3] / "deploy" / "teilhabe.env.example"
MIN_SECRET_CHARS = 50
MIN_DIFFERENT_CHARS = 5
# dev.py sets this to False: one machine has no certificate. No environment variable can.
PRODUCTION = True


def refuse_weak(environment: Mapping[str, str]) -> None:
    """ImproperlyConfigured with one sentence for each variable that is missing or too weak."""
    problems = [f"{name} is not set." for name in REQUIRED if not environment.get(name, "").strip()]
    problems += [_weak_secret(name, value) for name, value in _secrets(environment)]
    problems += _open_door(environment) + _half_a_storage(environment)
    problems += _unusable_contact(environment)
    if PRODUCTION:
        problems += _only_for_development(environment)
    if found := [problem for problem in problems if problem]:
        raise ImproperlyConfigured(" ".join(found))


def _secrets(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    given = [(name, environment[name]) for name in SECRETS if environment.get(name)]
    return given + [(FORMER_KEYS, key) for key in former_keys(environment)]


def former_keys(environment: Mapping[str, str]) -> list[str]:
    keys = environment.get(FORMER_KEYS, "").split(",")
    return [key.strip() for key in keys if key.strip()]


def _weak_secret(name: str, value: str) -> str:
    if len(value) < MIN_SECRET_CHARS or len(set(value)) < MIN_DIFFERENT_CHARS:
        return f"{name} is too weak: at least {MIN_SECRET_CHARS} random characters."
    return ""


def _published_secret(name: str, value: str) -> str:
    """A secret that stands in the source is none, however long."""
    example = EXAMPLE.read_text("utf-8") if EXAMPLE.exists() else ""
    if DEVELOPMENT_KEY in value or value.startswith("django-insecure-") or value in example:
        return f"{name} is published with the source; make one of your own."
    return ""


def _unusable_contact(environment: Mapping[str, str]) -> list[str]:
    contact = environment.get("SECURITY_CONTACT", "").strip()
    if not contact or _CONTACT.fullmatch(contact):
        return []
    return ["SECURITY_CONTACT must be a mail address, or begin with mailto:, https:// or tel:."]


_CONTACT = re.compile(r"(mailto:)?[^\s:/@]+@[^\s:/@]+|https://[^\s/]\S*|tel:\+?[0-9-]+")


def _open_door(environment: Mapping[str, str]) -> list[str]:
    hosts = [host.strip() for host in environment.get("ALLOWED_HOSTS", "").split(",")]
    # A host name is what links in mails and redirects are built from.
    return ["ALLOWED_HOSTS must name the hosts; * is not possible."] if "*" in hosts else []


S3_VARIABLES = ("AWS_STORAGE_BUCKET_NAME", "AWS_PUBLIC_BUCKET_NAME", "AWS_S3_ENDPOINT_URL")


def _half_a_storage(environment: Mapping[str, str]) -> list[str]:
    missing = [name for name in S3_VARIABLES if not environment.get(name)]
    problems = []
    if 0 < len(missing) < len(S3_VARIABLES):
        problems.append(
            f"{', '.join(missing)} must be set too, or none of {', '.join(S3_VARIABLES)}."
        )
    private, public, _endpoint = (environment.get(name) for name in S3_VARIABLES)
    if private and private == public:
        problems.append("AWS_PUBLIC_BUCKET_NAME must not be the private AWS_STORAGE_BUCKET_NAME.")
    return problems


def _only_for_development(environment: Mapping[str, str]) -> list[str]:
    problems = []
    base_url = environment.get("PUBLIC_BASE_URL", "")
    if base_url and not base_url.startswith("https://"):
        problems.append("PUBLIC_BASE_URL must begin with https://.")
    if environment.get("DEBUG", "").lower() in ("1", "true", "yes", "on"):
        problems.append("DEBUG is not possible in production; use cms.settings.dev.")
    problems += [_published_secret(name, value) for name, value in _secrets(environment)]
    return problems
