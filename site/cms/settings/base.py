"""Production. Reads everything from the environment and refuses to start when something is missing.

dev.py and test.py only relax what stands here.
"""

import os
from datetime import timedelta
from pathlib import Path

from environs import Env
from marshmallow.validate import OneOf

from cms.settings import database, files, keeping, logs, policies, requirements, surfaces, values
from locales.languages import (
    SOURCE,
    admin_languages,
    django_languages,
    register_with_django,
    right_to_left,
)

env = Env()
ROOT = Path(__file__).resolve().parents[3]

# --- What must be given -------------------------------------------------------------------------
requirements.forget_empty()
requirements.refuse_weak(os.environ)
STATE_DIR = env.path("STATE_DIR")
SECRET_KEY = env.str("SECRET_KEY")
MEDIA_NAME_SECRET = env.str("MEDIA_NAME_SECRET")
ALLOWED_HOSTS: list[str] = values.listed(env.str("ALLOWED_HOSTS"))
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL").rstrip("/")
SECRET_KEY_FALLBACKS = requirements.former_keys(os.environ)
DEBUG = False

# --- Whose site it is ---------------------------------------------------------------------------
OFFICE_NAME = env.str("OFFICE_NAME")
OFFICE_CITY = env.str("OFFICE_CITY")
OFFICE_PHONE = env.str("OFFICE_PHONE")
OFFICE_EMAIL = env.str("OFFICE_EMAIL")
PUBLISHER = env.str("PUBLISHER", f"{OFFICE_NAME}, {OFFICE_CITY}")

# --- Languages ----------------------------------------------------------------------------------
register_with_django()
LANGUAGE_CODE = SOURCE
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = django_languages()
LANGUAGES_BIDI = right_to_left()
LOCALE_PATHS = [ROOT / "locales" / "catalogues"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True

# --- Apps ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "cms.operations",
    "cms.editions",
    "cms.api",
    "cms.reader",
    "cms.demo",
    "pressreleases",
    "directory",
    "home",
    "home.accounts",
    "locales",
    "wagtail_localize",
    "wagtail.locales",
    "wagtail.sites",
    "home.accounts.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # only for the words with which the admin says how long ago
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "cms.operations.watching.requests.Watched",
    "cms.operations.watching.metrics.MetricsFirst",
    "cms.operations.headers.EveryAnswer",
    "cms.operations.hosts.KnownHostsOnly",
    "django.middleware.security.SecurityMiddleware",
    "cms.operations.probes.ProbesFirst",
    "cms.operations.keeping.closed.ClosedUntilConfirmed",
    # Half of what a public answer costs is the middleware of a page somebody is logged in to.
    "cms.api.views.PublicApiFirst",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.operations.headers.PolicyByPath",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.operations.renovation.NobodyWritesMeanwhile",
    "cms.operations.sessions.SessionsEnd",
    "locales.desk.guard.AdminGuard",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.admin.bad_input.BadInputMiddleware",
    "home.admin.dates.serving.AutosaveMiddleware",
    "home.admin.refusals.RefusalMiddleware",
    "cms.operations.file_store.FileStoreFailure",
    "axes.middleware.AxesMiddleware",
]
# A public process answers readers and partners, and nobody can log in to it.
SURFACE = env.str("SURFACE", "all", validate=OneOf(["all", "public"]))
if SURFACE == "public":
    MIDDLEWARE = [name for name in MIDDLEWARE if name not in surfaces.OF_PEOPLE_LOGGED_IN]
ROOT_URLCONF = {"all": "cms.urls", "public": "cms.public_urls"}[SURFACE]
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "home.admin.directions.FormRenderer"
MESSAGE_STORAGE = "home.admin.messages.Messages"

WATCH_MIGRATIONS = True  # who writes waits while another version is being set up

# --- Database -----------------------------------------------------------------------------------
DATABASES = database.databases(env)
# A stalled server: readers are told so after the first, editors after the second.
DATABASE_READ_LIMIT_S = env.float("DATABASE_READ_LIMIT_S", 3.5)
DATABASE_STATEMENT_LIMIT_S = env.float("DATABASE_STATEMENT_LIMIT_S", 30.0)
HEALTH_ADDRESS = env.str("HEALTH_ADDRESS", "")  # host:port, for the inside only

# --- Who works here -----------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
WAGTAILADMIN_USER_LOGIN_FORM = "cms.operations.log_in.LimitedLoginForm"
WAGTAILUSERS_PASSWORD_ENABLED = False  # people choose their own, by a link that is sent to them
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.operations.password_reset.LimitedResetForm"  # noqa: S105 - a path
# How many proxies of ours stand in front; what they say of the client's address is believed.
PROXY_COUNT = env.int("PROXY_COUNT", 1)
AXES_HANDLER = "cms.operations.log_in.LogInLimits"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "cms.operations.client_address.prefix_of"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "cms.operations.log_in.locked_out"
# Names and addresses are kept as long as they are counted by, and stand in no log.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "next", "csrfmiddlewaretoken"]
AXES_CLIENT_STR_CALLABLE = "cms.operations.log_in.nobody"
AXES_VERBOSE = False

# --- Wagtail ------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Teilhabe"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = PUBLIC_BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = admin_languages()
WAGTAILIMAGES_IMAGE_MODEL = "home.OfficeImage"
WAGTAILDOCS_DOCUMENT_MODEL = "home.OfficeDocument"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.uploads.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.uploads.FileForm"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
TAGGIT_CASE_INSENSITIVE = True

# --- The publisher ------------------------------------------------------------------------------
PAGE_PREVIEW = "cms.reader.preview.preview"

# --- Background work ----------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
MEDIA_URL = "/admin/media/"
MEDIA_ROOT = STATE_DIR / "private"
PUBLIC_MEDIA_ROOT = STATE_DIR / "public"
STORE_READS_AT_ONCE = env.int("STORE_READS_AT_ONCE", 2)  # per web process, of its four threads
STORAGES = {
    **files.storages(env, MEDIA_ROOT, PUBLIC_MEDIA_ROOT),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- What is kept, and how long -----------------------------------------------------------------
KEEP = keeping.numbers(os.environ)

# --- Security -----------------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
# Other hosts of the city's domain are not ours to decide for, unless we are asked to.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # they ask for both
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
CSRF_FAILURE_VIEW = "cms.operations.kept.csrf_failure"
SESSION_COOKIE_AGE = 12 * 3600  # also for those who tick "remember me"
# Large texts, twice: what is sent after the session's end comes along through the log-in.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
X_FRAME_OPTIONS = "DENY"  # the admin, whose previews are frames, has its own
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policies.READERS}
ADMIN_SECURITY_POLICY = policies.admin(env.str("AWS_S3_ENDPOINT_URL", ""))
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "").strip()
if "@" in SECURITY_CONTACT and ":" not in SECURITY_CONTACT:
    SECURITY_CONTACT = f"mailto:{SECURITY_CONTACT}"
# In a browser a private file gets nothing but itself: not even its own viewer for PDFs.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []

# --- Mail and logs ------------------------------------------------------------------------------
EMAIL_BACKEND = "cms.operations.mail.Outbox"  # no request waits for a mail server
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 10)
DEFAULT_FROM_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = env.str("SERVER_EMAIL", DEFAULT_FROM_EMAIL)
ADMINS = [(address, address) for address in values.listed(env.str("ADMINS", ""))]
LOGGING = logs.logging_of(env.str("LOG_FORMAT", ""), env.str("LOG_LEVEL", ""))
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
SENTRY_DSN = env.str("SENTRY_DSN", "")
