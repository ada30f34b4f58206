"""What an installation must be given before it starts, and what is too weak to start with.

What may stand in each single variable is in ``variables.py``; here is what hangs on several.
"""

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from cms.settings.misspelt import misspelt
from cms.settings.values import FALSE, listed, split, yes_or_no
from cms.settings.variables import BY_NAME, REQUIRED, SECRETS, VARIABLES
from locales import compiled

# A list, the newest first: what the key was before SECRET_KEY, while what it signed still counts.
FORMER_KEYS = "SECRET_KEY_FALLBACKS"
DEVELOPMENT_KEY = "only-for-development-on-one-machine-never-in-production"
EXAMPLE = Path(__file__).resolve().parents[3] / "deploy" / "teilhabe.env.example"
MIN_SECRET_CHARS = 50
MIN_DIFFERENT_CHARS = 5
S3_VARIABLES = ("AWS_STORAGE_BUCKET_NAME", "AWS_PUBLIC_BUCKET_NAME", "AWS_S3_ENDPOINT_URL")
S3_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
THIS_MACHINE = ("", "localhost", "127.0.0.1", "::1")
# dev.py sets this to False: one machine has no certificate. No environment variable can.
PRODUCTION = True


def forget_empty(environment: MutableMapping[str, str] = os.environ) -> None:
    """A variable of ours that is set to nothing is not set; spaces around a value are no part."""
    for name in BY_NAME:
        if name in environment and not (value := environment[name].strip()):
            del environment[name]
        elif name in environment:
            environment[name] = value


def refuse_weak(environment: Mapping[str, str]) -> None:
    """ImproperlyConfigured with a line for each variable that is missing, wrong or too weak."""
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    problems = [f"{name} is not set.{_hint(name)}" for name in REQUIRED if name not in given]
    problems += [
        f"{variable.name} {what}"
        for variable in VARIABLES
        if variable.name in given and (what := variable.wrong(given[variable.name]))
    ]
    problems += [_weak_secret(name, value) for name, value in _secrets(given)]
    problems += [*_half_a_storage(given), *_mail_in_the_open(given)]
    if PRODUCTION:
        problems += [*_only_for_development(given), *_not_its_own_host(given), *_too_wide(given)]
        problems += [*misspelt(given), *_old_catalogues()]
    if found := [_with_example(problem) for problem in problems if problem]:
        raise ImproperlyConfigured("\n".join(found))


def _old_catalogues() -> list[str]:
    if languages := compiled.stale():
        return [
            f"The texts of the interface are not compiled, or are an earlier version's:"
            f" {', '.join(languages)}. Run: {compiled.COMMAND}"
        ]
    return []


def _with_example(problem: str) -> str:
    name = problem.partition(" ")[0]
    if name not in BY_NAME or "Example:" in problem:
        return problem
    example = BY_NAME[name].example
    return f"{problem} Example: {name}={example}"


def _hint(name: str) -> str:
    if name == "MEDIA_NAME_SECRET":
        return " A site that ran without it takes its oldest SECRET_KEY: no public copy is renamed."
    return ""


def _secrets(given: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [(name, given[name]) for name in SECRETS if name in given]
    return found + [(FORMER_KEYS, key) for key in former_keys(given)]


def former_keys(environment: Mapping[str, str]) -> list[str]:
    return listed(environment.get(FORMER_KEYS, ""))


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


def _half_a_storage(given: Mapping[str, str]) -> list[str]:
    asked = [name for name in (*S3_VARIABLES, *S3_KEYS) if name in given]
    if not asked:
        return []
    missing = [name for name in (*S3_VARIABLES, *S3_KEYS) if name not in given]
    problems = [f"{name} must be set too, since {asked[0]} is." for name in missing]
    private, public, _endpoint = (given.get(name) for name in S3_VARIABLES)
    if private and private == public:
        problems.append("AWS_PUBLIC_BUCKET_NAME must not be the private AWS_STORAGE_BUCKET_NAME.")
    return problems


def is_on(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "false").lower()
    return not yes_or_no(value) and value not in FALSE


def _mail_in_the_open(given: Mapping[str, str]) -> list[str]:
    by_tls, by_ssl = is_on(given, "EMAIL_USE_TLS"), is_on(given, "EMAIL_USE_SSL")
    problems = []
    if by_tls and by_ssl:
        problems.append(
            "EMAIL_USE_SSL and EMAIL_USE_TLS exclude each other: EMAIL_USE_TLS=true goes with port"
            " 587, EMAIL_USE_SSL=true with port 465. Example: EMAIL_USE_TLS=true"
        )
    user, password = "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD"
    problems += [
        f"{name} must be set too, since {other} is."
        for name, other in ((user, password), (password, user))
        if other in given and name not in given
    ]
    elsewhere = given.get("EMAIL_HOST", "") not in THIS_MACHINE
    if password in given and elsewhere and not (by_tls or by_ssl):
        problems.append("EMAIL_USE_TLS must be true: the password would be sent in the open.")
    return problems


def _only_for_development(given: Mapping[str, str]) -> list[str]:
    problems = []
    if not given.get("PUBLIC_BASE_URL", "https://").startswith("https://"):
        problems.append("PUBLIC_BASE_URL must begin with https://.")
    if given.get("DEBUG", "").lower() in ("1", "true", "yes", "on"):
        problems.append("DEBUG is not possible in production; use cms.settings.dev.")
    return problems + [_published_secret(name, value) for name, value in _secrets(given)]


def _not_its_own_host(given: Mapping[str, str]) -> list[str]:
    url = given.get("PUBLIC_BASE_URL", "")
    host = urlsplit(url).hostname if split(url) else None
    known = [name.lower() for name in listed(given.get("ALLOWED_HOSTS", ""))]
    if host and known and host not in [name.strip("[]") for name in known]:
        return [f"PUBLIC_BASE_URL names {host}, which is not in ALLOWED_HOSTS."]
    return []


def _too_wide(given: Mapping[str, str]) -> list[str]:
    if is_on(given, "SECURE_HSTS_PRELOAD") and not is_on(given, "SECURE_HSTS_INCLUDE_SUBDOMAINS"):
        return [
            "SECURE_HSTS_PRELOAD is for a whole domain: it needs"
            " SECURE_HSTS_INCLUDE_SUBDOMAINS=true as well."
        ]
    return []
