"""PO files as agencies and attackers send them: taken in whole, in part, or refused with the line.

Whatever comes, nothing is half applied, it takes no time, and what was taken in goes out the same.
"""

import random
import time
from collections.abc import Callable, Iterable

import polib
from django.db import transaction
from wagtail_localize.models import StringTranslation, Translation

from locales.desk.po import export, open_sentences, take_in
from locales.desk.po_reading import MAX_LINES, POError
from locales.marks import mark_problem
from locales.segments import plain
from locales.translation import problems_of
from tests import office
from tests.drills.rows import Row

SECONDS = 2.0
BODY = [
    ("paragraph", '<p>Das <a href="https://a.example.org">Formular</a> und <b>jetzt</b>.</p>'),
    ("paragraph", '<p>Zeile eins<br/>Zeile <i>zwei</i> mit <a href="https://b.example.org">Hilfe</a></p>'),
]  # fmt: skip
INVISIBLE = (" ", "<br/>", "<b> </b>")
HOSTILE = (
    "<script>alert(1)</script>", '<img src="x" onerror="alert(1)">', '<a href="javascript:x">x</a>',
    '<b onclick="x">نص</b>', "<!-- نص -->", "<b>" * 5_000, "نص " * 9_000, "<iframe>", "<?php x?>",
    "<p>نص</p>", '<a id="a1" href="x">نص</a>', '<a id="a9">نص</a>', "نص </a>",
)  # fmt: skip

Change = Callable[[polib.POFile, random.Random], None]


def translation() -> Translation:
    """A text with links, highlighted words and line breaks, sent to be translated into Arabic."""
    release = office.published_release("Prüfmeldung", body=BODY)
    begun = office.submit(release, "ar")
    begun.save_target(publish=False)
    return begun


def filled(begun: Translation) -> polib.POFile:
    po = export(begun)
    for number, entry in enumerate(po, start=1):
        entry.msgstr = office.marked_as(entry.msgid, office.words("ar", number))
    return po


def _leave_out(po, chance):
    for entry in chance.sample(list(po), 2):
        po.remove(entry)


def _empty(po, chance):
    for entry in chance.sample(list(po), 2):
        entry.msgstr = chance.choice(("", *INVISIBLE))


def _fuzzy(po, chance):
    for entry in chance.sample(list(po), 2):
        entry.flags.append("fuzzy")
        entry.msgstr = chance.choice((entry.msgstr, plain(entry.msgstr)))


def _shuffle(po, chance):
    chance.shuffle(po)


def _hostile(po, chance):
    chance.choice(list(po)).msgstr = chance.choice(HOSTILE)


def _lose_a_mark(po, chance):
    entry = chance.choice([entry for entry in po if "<" in entry.msgid])
    entry.msgstr = plain(entry.msgstr)


def _double_a_mark(po, chance):
    entry = chance.choice([entry for entry in po if "<" in entry.msgid])
    entry.msgstr = office.marked_as(entry.msgid, entry.msgstr)


def _foreign(po, chance):
    chance.choice(list(po)).msgid = "Kein Satz dieses Textes"


def _obsolete(po, chance):
    chance.choice(list(po)).obsolete = True


def _twice(po, chance):
    po.append(chance.choice(list(po)))


PARTIAL: dict[str, Change] = {
    "left out": _leave_out, "empty": _empty, "fuzzy": _fuzzy, "in another order": _shuffle,
}  # fmt: skip
WRONG: dict[str, Change] = {
    "hostile": _hostile, "mark lost": _lose_a_mark, "mark doubled": _double_a_mark,
    "foreign": _foreign, "obsolete": _obsolete, "twice": _twice,
}  # fmt: skip
BYTES: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda content: content,
    "with CRLF": lambda content: content.replace(b"\n", b"\r\n"),
    "with CR": lambda content: content.replace(b"\n", b"\r"),
    "with a mark at the beginning": lambda content: b"\xef\xbb\xbf" + content,
}
BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "no header": lambda content: content[content.index(b"msgctxt") :],
    "UTF-16": lambda content: content.decode().encode("utf-16"),
    "Windows-1256": lambda content: content.decode().encode("cp1256", "replace"),
    "cut off": lambda content: content[: content.rindex(b'"')],
    "1.2 million lines": lambda content: content + b'\n"a"' * 1_200_000,
    "lines to the limit": lambda content: content + b'\n"<b>"' * (MAX_LINES - 100),
    "one long line": lambda content: content + b'\n"' + b"<b" * 200_000 + b'"',
    "thousands of entries": lambda content: content + b'\n\nmsgid "x"\nmsgstr "y"' * 6_000,
    "no text at all": lambda content: bytes(range(256)) * 100,
}


def stored() -> set[tuple[int, str, str]]:
    return set(StringTranslation.objects.values_list("pk", "data", "tool_name"))


def taken(begun: Translation, po: polib.POFile, ends: Callable[[bytes], bytes]) -> str:
    """What is wrong after a file that must be taken in; "" if nothing is."""
    left = sum(
        1 for entry in po if entry.fuzzy or not plain(entry.msgstr)
    ) + len(export(begun)) - len(po)  # fmt: skip
    try:
        take_in(begun, ends(str(po).encode()), user=None)
    except POError as refused:
        return f"refused: {refused}"
    draft = begun.source.get_ephemeral_translated_instance(begun.target_locale, fallback=True)
    if open_sentences(begun) != left or len(problems_of(draft)) != left:
        return f"{open_sentences(begun)} open, {len(problems_of(draft))} told, {left} expected"
    once = export(begun)
    if take_in(begun, ends(str(once).encode()), user=None) or str(export(begun)) != str(once):
        return "what went out did not come back as it was"
    lost = [entry.msgid for entry in once if entry.msgstr and not entry.fuzzy
            and mark_problem(entry.msgid, entry.msgstr)]  # fmt: skip
    return f"taken in without its marks: {lost}" if lost else ""


def refused(begun: Translation, content: bytes) -> str:
    """What is wrong after a file that must be refused; "" if nothing is."""
    before, began = stored(), time.process_time()
    try:
        take_in(begun, content, user=None)
    except POError as error:
        lines = [problem.line for problem in error.problems]
    else:
        return "taken in"
    if time.process_time() - began > SECONDS:
        return f"refused after {time.process_time() - began:.1f} s"
    if stored() != before:
        return "half of it was applied"
    return "" if any(lines) or len(content) > 400_000 else "refused without a line"


def partial_files(begun: Translation, chance: random.Random, rounds: int) -> Iterable[Row]:
    for what, change in PARTIAL.items():
        row = Row(f"files with entries {what}, taken in")
        for ends_name, ends in [*BYTES.items()] * rounds:
            StringTranslation.objects.all().delete()
            po = filled(begun)
            change(po, chance)
            row.tried += 1
            if wrong := taken(begun, po, ends):
                row.failed.append(f"{ends_name}: {wrong}")
        yield row


def wrong_files(begun: Translation, chance: random.Random, rounds: int) -> Iterable[Row]:
    for what, change in WRONG.items():
        row = Row(f"files with an entry {what}, refused")
        for _number in range(rounds):
            po = filled(begun)
            change(po, chance)
            row.tried += 1
            if wrong := refused(begun, str(po).encode()):
                row.failed.append(f"{wrong}: {[entry.msgstr[:40] for entry in po]}")
        yield row


def broken_files(begun: Translation) -> Row:
    row = Row("files that are broken, refused")
    for what, spoil in BROKEN.items():
        row.tried += 1
        if wrong := refused(begun, spoil(str(filled(begun)).encode())):
            row.failed.append(f"{what}: {wrong}")
    return row


def run(rounds: int = 20) -> Iterable[Row]:
    chance = random.Random(7)
    with transaction.atomic():
        office.open_office()
        begun = translation()
        yield from partial_files(begun, chance, rounds)
        yield from wrong_files(begun, chance, rounds)
        yield broken_files(begun)
        transaction.set_rollback(True)
