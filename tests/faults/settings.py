"""The tests' settings with a database in a file, so that each fault need not migrate anew."""

import os

from cms.settings.test import *  # noqa: F403 - all of it, and one line

DATABASES["default"]["TEST"] = {"NAME": os.environ["FAULTS_DATABASE"]}  # noqa: F405
