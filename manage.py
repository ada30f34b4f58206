#!/usr/bin/env python3
"""Django's command line for Teilhabe.

Which settings: those that DJANGO_SETTINGS_MODULE names; without it development's, but never where
something of production is at hand. `teilhabe` (deploy/) runs a command with production's.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# `site` is a frozen standard-library module: the folder cannot be a package, it goes on the path.
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]

OF_PRODUCTION = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_BASE_URL")


def settings_module() -> str:
    """SystemExit where nobody can know which settings are meant."""
    if named := os.environ.get("DJANGO_SETTINGS_MODULE", "").strip():
        return named
    file = os.environ.get("TEILHABE_ENV", "/etc/teilhabe.env")
    found = [file] if os.path.lexists(file) else []
    found += [name for name in OF_PRODUCTION if os.environ.get(name)]
    if found:
        sys.exit(
            f"Production is at hand ({', '.join(found)}), and no settings are named.\n"
            f"  With production's environment:  teilhabe {' '.join(sys.argv[1:])}\n"
            "  For development:                DJANGO_SETTINGS_MODULE=cms.settings.dev "
            f"manage.py {' '.join(sys.argv[1:])}"
        )
    return "cms.settings.dev"


def require_settings() -> None:
    """SystemExit with what is wrong with the environment: a command must not hide it."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.INSTALLED_APPS  # noqa: B018 - reading one reads them all
    except ImproperlyConfigured as error:
        told = "\n  ".join(str(error).splitlines())
        sys.exit(f"The environment will not do, nothing was started:\n  {told}")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module()
    require_settings()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
