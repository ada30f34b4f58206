"""``manage.py messages [--check]``: the interface texts, collected into the catalogues.

The readers' texts go into every language, the admin's into the languages the admin speaks. What
the project says differently from Wagtail's own catalogues is marked ``upstream`` and kept. Needs
gettext.
"""

import re
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings
from django.utils.translation import override, to_locale

from cms.reader.presentation import CHOICES
from locales.languages import admin_languages

READER = ("site/cms/reader/", "home/search_words.py", "locales/names.py", "locales/languages.py")
ADMIN_LANGUAGES = [to_locale(tag) for tag, _name in admin_languages()]
IGNORED = [".venv/*", "var/*", "tests/*", "node_modules/*", "docs/*"]
UPSTREAM = "upstream"


def collect() -> polib.POFile:
    """Every interface text of the project with the places it stands in."""
    with tempfile.TemporaryDirectory() as scratch:
        with override_settings(LOCALE_PATHS=[scratch]):
            call_command("makemessages", locale=["en"], ignore_patterns=IGNORED, verbosity=0)
        return polib.pofile(str(Path(scratch, "en", "LC_MESSAGES", "django.po")))


def labels_for_readers() -> set[str]:
    """Texts of models that readers see: the labels of stored values."""
    with override(None):
        return {str(label) for choices in CHOICES.values() for label in choices.labels}


def is_for_readers(entry: polib.POEntry) -> bool:
    return entry.msgid in labels_for_readers() or any(
        place.removeprefix("./").startswith(READER) for place, _line in entry.occurrences
    )


def merged(found: polib.POFile, path: Path) -> polib.POFile:
    """The catalogue of one language with the texts as they are now; translations are kept."""
    folder = path.parent.parent.name
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in old}
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "MIME-Version": "1.0",
        "Language": folder,
        "Plural-Forms": old.metadata.get("Plural-Forms", found.metadata.get("Plural-Forms", "")),
    }
    wanted = {
        (entry.msgctxt, entry.msgid): entry
        for entry in found
        if is_for_readers(entry) or folder in ADMIN_LANGUAGES
    }
    for place, entry in sorted(wanted.items(), key=lambda pair: (pair[0][1], pair[0][0] or "")):
        kept = known.get(place)
        files = sorted({(name.removeprefix("./"), "") for name, _line in entry.occurrences})
        new.append(
            polib.POEntry(
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                **_translation(entry, kept, folder, plural_forms(new)),
                flags=[flag for flag in entry.flags if flag != "fuzzy"],
                occurrences=files,
            )
        )
    for place, entry in known.items():
        if place not in wanted and UPSTREAM in entry.comment:
            new.append(entry)
    return new


def plural_forms(catalogue: polib.POFile) -> int:
    """How many forms a language has for numbers: Arabic six."""
    found = re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])
    return int(found[1]) if found else 2


def _translation(entry: polib.POEntry, kept: polib.POEntry | None, folder: str, forms: int) -> dict:
    """What is translated already; English says what the code says."""
    if entry.msgid_plural:
        if folder == "en":
            return {"msgstr_plural": {0: entry.msgid, 1: entry.msgid_plural}}
        old = dict(kept.msgstr_plural) if kept else {}
        return {"msgstr_plural": {number: old.get(number, "") for number in range(forms)}}
    if folder == "en":
        return {"msgstr": entry.msgid}
    return {"msgstr": kept.msgstr if kept else ""}


class Command(BaseCommand):
    help = "Collect the interface texts into the catalogues (needs gettext)."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say what is stale")

    def handle(self, *args, check: bool, **options):
        found = collect()
        stale = []
        for path in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po")):
            text = str(merged(found, path)).strip() + "\n"
            if path.read_text("utf-8") != text:
                stale.append(path.parent.parent.name)
                if not check:
                    path.write_text(text, "utf-8")
        self.stdout.write(f"{len(found)} texts; changed: {', '.join(stale) or 'none'}")
        if check and stale:
            raise CommandError("The catalogues are stale: run `make messages`.")
