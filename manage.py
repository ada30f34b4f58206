#!/usr/bin/env python3
"""Django's command line for Teilhabe."""

import os
import sys
from pathlib import Path

# `site` is a frozen standard-library module: the folder cannot be a package, it goes on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
