"""The WSGI application, for granian and any other server."""

import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the path must stand first

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - Django must be set up first

from cms.operations.inside import listen  # noqa: E402
from cms.operations.keeping.closed import door  # noqa: E402
from cms.operations.time_limits import TimeLimited  # noqa: E402

door.look_again()
application = TimeLimited(django_application)
if settings.HEALTH_ADDRESS:
    listen(settings.HEALTH_ADDRESS)
