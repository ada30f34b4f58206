"""What an installation must be given before it starts, and what is too weak to start with."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_BASE_URL", "DATABASE_URL", "DEFAULT_FROM_EMAIL")
SECRETS = ("SECRET_KEY", "MEDIA_NAME_SECRET")
MIN_SECRET_CHARS = 50
MIN_DIFFERENT_CHARS = 5
# dev.py sets this to False: one machine has no certificate. No environment variable can.
PRODUCTION = True


def refuse_weak(environment: Mapping[str, str]) -> None:
    """ImproperlyConfigured with one sentence for each variable that is missing or too weak."""
    problems = [f"{name} is not set." for name in REQUIRED if not environment.get(name, "").strip()]
    problems += [_weak_secret(name, environment[name]) for name in SECRETS if environment.get(name)]
    problems += _open_door(environment) + _half_a_storage(environment)
    if PRODUCTION:
        problems += _only_for_development(environment)
    if found := [problem for problem in problems if problem]:
        raise ImproperlyConfigured(" ".join(found))


def _weak_secret(name: str, value: str) -> str:
    if len(value) < MIN_SECRET_CHARS or len(set(value)) < MIN_DIFFERENT_CHARS:
        return f"{name} is too weak: at least {MIN_SECRET_CHARS} random characters."
    return ""


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
    return problems
