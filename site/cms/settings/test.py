"""The tests: as in development, quick passwords, files in memory, tasks run when asked."""

import os
import tempfile

os.environ.setdefault("STATE_DIR", tempfile.mkdtemp(prefix="teilhabe-test-"))

from cms.settings.dev import *  # noqa: F403 - the environment above must stand first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}  # noqa: F405
STORAGES["public"] = {  # noqa: F405
    "BACKEND": "django.core.files.storage.InMemoryStorage",
    "OPTIONS": {"base_url": "/media/"},
}
EMAIL_BACKEND = MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
WATCH_MIGRATIONS = False  # test_renovation.py turns it on; elsewhere it is one query more a form
