"""Every variable of the environment that the site reads: what may stand in it, with an example.

A variable that is read anywhere has its line here, in ``deploy/teilhabe.env.example`` and in
``docs/operators.md``; ``tests/operators/test_environment.py`` compares the three.
"""

from dataclasses import dataclass

from cms.settings import values

RANDOM = 'the output of python3 -c "import secrets; print(secrets.token_urlsafe(50))"'


@dataclass(frozen=True)
class Variable:
    """``required``: in production there is no default that would be true for a city."""

    name: str
    example: str
    wrong: values.Wrong = values.any_text
    required: bool = False
    is_secret: bool = False


VARIABLES = (
    # --- Without these nothing starts ------------------------------------------------------------
    Variable("SECRET_KEY", RANDOM, required=True, is_secret=True),
    Variable("MEDIA_NAME_SECRET", RANDOM, required=True, is_secret=True),
    Variable("ALLOWED_HOSTS", "vielfalt.stadt.example.org", values.hosts, required=True),
    Variable(
        "PUBLIC_BASE_URL", "https://vielfalt.stadt.example.org", values.base_url, required=True
    ),
    Variable(
        "DATABASE_URL", "postgres://teilhabe:password@127.0.0.1/teilhabe", values.database,
        required=True,
    ),
    Variable("DEFAULT_FROM_EMAIL", "vielfalt@stadt.example.org", values.mail, required=True),
    Variable("STATE_DIR", "/var/lib/teilhabe", values.folder, required=True),
    # --- Whose site it is: on every page and in every answer of the API --------------------------
    Variable("OFFICE_NAME", "Stabsstelle für Vielfalt", values.line, required=True),
    Variable("OFFICE_CITY", "Musterstadt", values.line, required=True),
    Variable("OFFICE_PHONE", "06132 000-100", values.phone, required=True),
    Variable("OFFICE_EMAIL", "vielfalt@stadt.example.org", values.mail, required=True),
    Variable("PUBLISHER", "Stadt Musterstadt, Stabsstelle für Vielfalt", values.line),
    Variable("SECURITY_CONTACT", "security@stadt.example.org", values.contact),
    # --- Keys that were --------------------------------------------------------------------------
    Variable("SECRET_KEY_FALLBACKS", "the former SECRET_KEY"),
    # --- Mail ------------------------------------------------------------------------------------
    Variable("EMAIL_HOST", "mail.stadt.example.org", values.host),
    Variable("EMAIL_PORT", "587", values.number(1, 65535)),
    Variable("EMAIL_HOST_USER", "teilhabe"),
    Variable("EMAIL_HOST_PASSWORD", "its password"),
    Variable("EMAIL_USE_TLS", "true", values.yes_or_no),
    Variable("EMAIL_USE_SSL", "false", values.yes_or_no),
    Variable("EMAIL_TIMEOUT", "10", values.number(1, 600)),
    Variable("SERVER_EMAIL", "teilhabe@stadt.example.org", values.mail),
    Variable("ADMINS", "it@stadt.example.org", values.mails),
    # --- Files in buckets ------------------------------------------------------------------------
    Variable("AWS_STORAGE_BUCKET_NAME", "teilhabe-private", values.bucket),
    Variable("AWS_PUBLIC_BUCKET_NAME", "teilhabe-public", values.bucket),
    Variable("AWS_S3_ENDPOINT_URL", "https://s3.stadt.example.org", values.server_url),
    Variable("AWS_ACCESS_KEY_ID", "teilhabe"),
    Variable("AWS_SECRET_ACCESS_KEY", "the key's secret"),
    Variable("AWS_S3_REGION_NAME", "us-east-1", values.line),
    Variable("AWS_S3_ADDRESSING_STYLE", "path", values.one_of("path", "virtual", "auto")),
    # --- In front of it --------------------------------------------------------------------------
    Variable("PROXY_COUNT", "1", values.number(0, 9)),
    Variable("SECURE_SSL_REDIRECT", "true", values.yes_or_no),
    Variable("SECURE_HSTS_INCLUDE_SUBDOMAINS", "false", values.yes_or_no),
    Variable("SECURE_HSTS_PRELOAD", "false", values.yes_or_no),
    # --- Processes and their neighbours -----------------------------------------------------------
    Variable("SURFACE", "all", values.one_of("all", "public")),
    Variable("HEALTH_ADDRESS", "127.0.0.1:9000", values.listening_at),
    Variable("DATABASE_CONNECT_TIMEOUT_S", "3", values.number(1, 60)),
    Variable("DATABASE_READ_LIMIT_S", "3.5", values.seconds),
    Variable("DATABASE_STATEMENT_LIMIT_S", "30", values.seconds),
    Variable("STORE_READS_AT_ONCE", "2", values.number(1, 100)),
    # --- Seeing and keeping -----------------------------------------------------------------------
    Variable("LOG_LEVEL", "INFO", values.level),
    Variable("LOG_FORMAT", "json", values.one_of("lines", "json")),
    Variable("METRICS_TOKEN", RANDOM),
    Variable("SENTRY_DSN", "https://key@sentry.stadt.example.org/1", values.line),
    Variable("KEEP_TASKS_DAYS", "14", values.number(0, 36_500)),
    Variable("KEEP_LOG_ENTRIES_DAYS", "730", values.number(0, 36_500)),
    Variable("KEEP_JOURNAL_DAYS", "180", values.number(0, 36_500)),
    Variable("KEEP_REVISIONS_DAYS", "365", values.number(0, 36_500)),
    Variable("KEEP_REVISIONS", "20", values.number(0, 10_000)),
)  # fmt: skip
BY_NAME = {variable.name: variable for variable in VARIABLES}
REQUIRED = tuple(variable.name for variable in VARIABLES if variable.required)
SECRETS = tuple(variable.name for variable in VARIABLES if variable.is_secret)
