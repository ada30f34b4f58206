"""Run as a program with production's settings: something on every surface, and people to log in."""

import os

import django

PASSWORD = "Ein-langes-Wort-für-die-Probe"


def fill() -> None:
    from home.accounts.models import User
    from tests import office

    picture = office.add_picture()
    office.published_release("Die Stadt lädt ein", image=picture, image_alt="Ein Platz")
    for name in ("ada", "bo", "cem"):
        User.objects.create_superuser(name, f"{name}@stadt.example.org", PASSWORD)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")
    django.setup()
    fill()
