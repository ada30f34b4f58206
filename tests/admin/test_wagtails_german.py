"""The catalogues of Wagtail and its neighbours, as our own change them: read as a whole.

What no test clicks upon is in there, too: messages, mails, what the editor's scripts say.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, ngettext, override, pgettext, to_locale
from django.views.i18n import JavaScriptCatalog

from locales.languages import admin_languages
from tests.admin.german import WRONG

# What is the same word in both languages, and what is no word.
SAME = {
    "Name", "Status", "Status: ", "Link", "Code", "ID", "Minimum", "Maximum", "Filter", "System",
    "App", "Format", "Token", "Status %(status)s", "Port", "port", "Text", "version", "name",
    "status", "object", "Version", "Workflow", "Wagtail", "(ID: {})",
    "%(time_zone_option)s: %(localized_time_zone_label)s",
}  # fmt: skip
NOT_INSTALLED = ("contrib/", "api/v2/")  # in Wagtail's catalogue, and not among our apps
OF_WAGTAIL = ("wagtail", "wagtail_localize")


def words(domain: str, of: tuple[str, ...] = ()) -> Iterator[polib.POEntry]:
    """Every text that an installed app, or Django itself, says itself translatable."""
    folders = [
        Path(config.path)
        for config in apps.get_app_configs()
        if not of or config.name.split(".")[0] in of
    ]
    if not of:
        folders.append(Path(django.__file__).parent / "conf")
    for folder in folders:
        path = folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            texts = polib.pofile(str(path))
            yield from filter(_is_installed, texts) if folder.name == "wagtail" else texts


def _is_installed(entry: polib.POEntry) -> bool:
    places = [place for place, _line in entry.occurrences]
    return not places or not all(place.startswith(NOT_INSTALLED) for place in places)


def in_german(entry: polib.POEntry) -> list[str]:
    with override("de"):
        if entry.msgid_plural:
            return [ngettext(entry.msgid, entry.msgid_plural, count) for count in (1, 2)]
        if entry.msgctxt:
            return [pgettext(entry.msgctxt, entry.msgid)]
        return [gettext(entry.msgid)]


def catalogues() -> list[Path]:
    folder = Path(settings.LOCALE_PATHS[0])
    tags = [to_locale(tag) for tag, _name in admin_languages()]
    return [path for tag in tags for path in sorted((folder / tag).glob("LC_MESSAGES/*.po"))]


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_what_is_said_better_is_said_by_somebody(path):
    domain = path.stem
    forms = defaultdict(set)
    for entry in words(domain):
        forms[entry.msgctxt, entry.msgid].add(entry.msgid_plural)
    dead = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if "upstream" in entry.comment
        and entry.msgid_plural not in forms[entry.msgctxt, entry.msgid]
    ]
    assert dead == []


def test_wagtail_speaks_german():
    english = [
        entry.msgid
        for entry in words("django", OF_WAGTAIL)
        if entry.msgid not in SAME
        and re.search("[a-z]{3}", re.sub(r"%\(\w+\)s|\{\w*\}", "", entry.msgid))
        and {entry.msgid, entry.msgid_plural} & set(in_german(entry))
    ]
    assert english == []


def test_wagtail_speaks_good_german():
    wrong = {
        text: WRONG.findall(text)
        for entry in words("django", OF_WAGTAIL)
        for text in in_german(entry)
        if WRONG.search(text)
    }
    assert wrong == {}


def test_quotation_marks_are_german():
    english = [
        text
        for entry in words("django", OF_WAGTAIL)
        for text in in_german(entry)
        if re.search(r"""[‚‘’]|(?<![=\w])['"](?:<\w+>)?(?:%\(|\{)""", text)
    ]
    assert english == []


@pytest.mark.parametrize("package", ["wagtail.admin", "wagtail_localize"])
def test_the_editors_scripts_speak_german(package, rf):
    view = JavaScriptCatalog(packages=[package])
    with override("de"):
        view.get(rf.get("/"))
        said = view.get_catalog()
    folder = Path(import_module(package).__path__[0])
    for entry in polib.pofile(str(folder / "locale" / "en" / "LC_MESSAGES" / "djangojs.po")):
        if entry.msgid in SAME:
            continue
        text = said.get(entry.msgid, entry.msgid)
        forms = text if isinstance(text, list) else [text]
        assert entry.msgid not in forms, entry.msgid
        for form in forms:
            assert not WRONG.search(form), form
