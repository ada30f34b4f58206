"""The WSGI application, for granian and any other server."""

import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the path must stand first

application = get_wsgi_application()

from cms.operations.keeping.closed import door  # noqa: E402 - the apps must stand first

door.look_again()
