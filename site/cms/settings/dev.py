"""One machine, one command: what production demands is given here, all state under ``var/``."""

import os
from pathlib import Path

from cms.settings import requirements

_HOST = os.environ.get("HOST", "127.0.0.1")
_PORT = os.environ.get("PORT", "8000")
_STATE = Path(os.environ.get("STATE_DIR", Path(__file__).resolve().parents[3] / "var")).resolve()
(_STATE / "static").mkdir(parents=True, exist_ok=True)

os.environ.setdefault("ALLOWED_HOSTS", f"{_HOST},127.0.0.1,localhost,testserver")
os.environ.setdefault("PUBLIC_BASE_URL", f"http://{_HOST}:{_PORT}")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_STATE / 'teilhabe.sqlite3'}")
os.environ.setdefault("DEFAULT_FROM_EMAIL", "vielfalt@stadt.example.org")
os.environ.setdefault("OFFICE_NAME", "Stabsstelle für Vielfalt und Chancengleichheit")
os.environ.setdefault("OFFICE_CITY", "Musterstadt am Rhein")
os.environ.setdefault("OFFICE_PHONE", "06132 000-100")
os.environ.setdefault("OFFICE_EMAIL", "vielfalt@stadt.example.org")
os.environ.setdefault("SECURE_SSL_REDIRECT", "false")
os.environ.setdefault("PROXY_COUNT", "0")
os.environ["STATE_DIR"] = str(_STATE)
os.environ.setdefault("SECRET_KEY", requirements.DEVELOPMENT_KEY)
os.environ.setdefault("MEDIA_NAME_SECRET", os.environ["SECRET_KEY"])

requirements.PRODUCTION = False
from cms.settings.base import *  # noqa: E402, F403 - the environment above must stand first

SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
MAIL_TRANSPORT = "django.core.mail.backends.console.EmailBackend"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
LOGGING["loggers"]["wagtail"] = {"level": "WARNING"}  # noqa: F405
