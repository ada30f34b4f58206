"""The demo city's words and the readers' interface: the same facts in every language, one word for
one thing, names that a reader finds again.

No test reads a language: what these see are numbers, names, signs and words known to be wrong.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from cms.demo.content import Entry, entries
from cms.operations.management.commands.messages import is_for_readers
from directory.models import District
from locales.languages import public_languages
from tests.test_catalogues import catalogue
from tests.test_demo_city import FOLDERS, TRANSLATED, every_text, texts_of

TAGS = [language.tag for language in public_languages()]


def without_targets(text: str) -> str:
    """A text without the slugs its links lead to, which are no words."""
    return re.sub(r"\]\([^)]*\)", "]", text)


def numbers(text: str) -> Counter[int]:
    """The numbers of a text, in whichever digits; the month of a date in digits is none."""
    text = without_targets(text)
    text = re.sub(r"(?<!\d)(\d{1,2})\.\d{1,2}\.(\d{4})(?!\d)", r"\1 \2", text)
    text = re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", text)
    return Counter(int(number) for number in re.findall(r"\d+", text))


@pytest.mark.parametrize(("entry", "tag"), TRANSLATED)
def test_a_translation_has_the_numbers_of_the_german_text(entry: Entry, tag: str):
    for german, other in pairs(entry, tag):
        if tag == "de-simple":  # there, numbers that were words are digits too
            assert not numbers(german) - numbers(other), other
        else:
            assert numbers(german) == numbers(other), other


def pairs(entry: Entry, tag: str) -> Iterator[tuple[str, str]]:
    """Every German text of an object beside its translation."""
    yield from zip(
        texts_of(entry.folder, entry.slug, "de"),
        texts_of(entry.folder, entry.slug, tag),
        strict=True,
    )


VALUES = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
NUMBER_WORDS = {
    "de": "drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "en": "three four five six seven eight nine ten eleven twelve",
    "fr": "trois quatre cinq six sept huit neuf dix onze douze",
    "tr": r"üç dört beş altı yedi sekiz dokuz \bon \bon\sbir \bon\siki",
    "pl": "trz|trój czter pię[ćc] sze[śs] sied|siód osiem|ośm dziewię dziesię jedena dwana",
    "uk": "тр[иьо] чотир|четвер п’ят ш[іе]ст с[іе]м в[іо]сьм|вісім дев’ят десят одинадц дванадц",
    "ru": "тр[иеё] четыр|четвёр пят шест сем вос[ье]м девят десят одиннадц двенадц",
    "ar": "ثلاث أربع خمس ست|سادس سبع ثمان تسع عشر|عاشر عشر عشر",
    "fa": "سه چهار پنج شش هفت هشت نُه ده یازده دوازده",
    "prs": "سه چهار پنج شش هفت هشت نه ده یازده دوازده",
    "ti": "ሰለስተ ኣርባዕተ ሓሙሽተ ሽዱሽተ ሸውዓተ ሸሞንተ ትሽዓተ ዓሰርተ ዓሰርተ ዓሰርተ",
}


@pytest.mark.parametrize(("entry", "tag"), TRANSLATED)
def test_a_number_in_words_is_the_same_number_in_every_language(entry: Entry, tag: str):
    own = NUMBER_WORDS.get(tag, " ".join("-" * len(VALUES))).split()
    for german, other in pairs(entry, tag):
        for value, word, theirs in zip(VALUES, NUMBER_WORDS["de"].split(), own, strict=True):
            if re.search(rf"\b{word}(?:en|er)?\b", german, re.IGNORECASE):
                said = re.search(theirs, other, re.IGNORECASE) if theirs != "-" else None
                assert said or numbers(other)[value], (word, other)


@pytest.mark.parametrize(("entry", "tag"), TRANSLATED)
def test_a_quarter_is_named_as_in_the_filter_and_in_addresses(entry: Entry, tag: str):
    german = " ".join(texts_of(entry.folder, entry.slug, "de"))
    other = " ".join(texts_of(entry.folder, entry.slug, tag))
    with override(tag):
        names = [str(name) for name in District.labels]
    named = [name for name in names if re.search(rf"\b{name}\b", german)]
    assert [name for name in named if name not in other] == []


def readers_texts(tag: str) -> Iterator[tuple[str, str]]:
    """Place and text of all that readers of a language read: the city's texts, the interface."""
    for place, found, text in every_text():
        if found == tag:
            yield place, without_targets(text)
    for index in entries("indexes"):
        yield from ((index.slug, text) for text in texts_of("indexes", index.slug, tag))
    for entry in catalogue(tag):
        if is_for_readers(entry):
            yield from ((entry.msgid, text) for text in _translations(entry))


def _translations(entry) -> list[str]:
    return [entry.msgstr, *entry.msgstr_plural.values()]


@pytest.mark.parametrize("tag", TAGS)
def test_apostrophes_and_quotation_marks_are_those_of_print(tag: str):
    # A straight one in the interface may be part of a tag; no text of readers has tags.
    assert [found for found in readers_texts(tag) if re.search("['\"]", found[1])] == []


# What was said for one thing under a second name, in a wrong sense or in another tone, and what
# is said instead; found as a word's beginning.
NOT_SO = {
    "de-simple": {
        "Nord-Stadt": "Nordstadt", "Süd-Viertel": "Südviertel", "Frucht-Markt": "Fruchtmarkt",
        "Sie haben Recht": "Sie kennen sich mit Gesetzen aus", "Vorsitzende": "Leiter",
        "Vereins-Register": "Register", "in 2 Wochen": "spätestens nach 2 Wochen",
    },
    "en": {
        "organiz": "organis", "civil status": "legal gender", "wage fraud": "wage theft",
        "To take away": "Downloads", "colors?\\b": "colour",
    },
    "fr": {"interlocuteur": "personne de contact", "nouveaux arrivants": "nouvellement arrivé"},
    "pl": {
        "ferie szkolne": "ferie i wakacje", "nad Renem": "am Rhein",
        **dict.fromkeys(("Znajdź", "Zgłoś", "Zadzwoń", "Szukaj\\b", "Wybierz"), "Państwo"),
    },
    "tr": {
        "Dernekler\\Z": "Kuruluşlar", "Çeşitlilik Birimi": "Çeşitlilik Koordinasyon Birimi",
        "iki (?:görüşme )?saat": "görüşme", "inter\\b": "interseks", "haksızlığa, ": "ayrımcılığa",
        "Ara\\Z": "Arayın", "git\\Z": "gidin", "Dil Aracıları": "dil aracıları",
    },
    "uk": {"Пропозиції": "Послуги", "відторгнення": "виключення", "вільним Wi-Fi": "безкоштовним"},
    "ru": {"Предложения": "Услуги", "Отторжение": "Исключение", "Антидискриминация": "Против"},
    "ar": {
        "ساعتي مراجعة": "ساعات مراجعة", "الحي الشمالي": "نوردشتات", "ثنائيي الجنس": "حاملي صفات",
        "شؤون المساواة(?! بين الجنسين)": "المساواة بين الجنسين", "الأحوال المدنية": "قيد الجنس",
    },
    "fa": {"ابتکار": "گروه مردمی", "دو ساعت": "ساعات", "محلهٔ شمالی": "نوردشتات", "به نه ": "نُه"},
    "prs": {
        "ابتکار": "گروه مردمی", "کی‌ها": "چه کسانی", "می‌پالید": "جستجو می‌کنید",
        "گپ ": "صحبت", "کنار زده": "طرد",
    },
    "ti": {
        "ክልተ ሰዓታት": "ሰዓታት ዝርርብ", "ግዳያት": "ዝተጎድኡ ሰባት", "ምድላዋት": "ፍጻመታት",
        "ርእሰ-ውዳበ(?:ታት)? ስደተኛታት": "ፈለስቲ", "ስደትን ምውህሃድን": "ፍልሰትን", "ጌርኩም": "ገይርኩም",
        "መሳርሒ ሓገዝ ምስማዕ": "ኢንዳክሽን ሉፕ",
    },
}  # fmt: skip


@pytest.mark.parametrize("tag", NOT_SO)
def test_one_word_stands_for_one_thing(tag: str):
    found = [
        (place, right, text)
        for place, text in readers_texts(tag)
        for wrong, right in NOT_SO[tag].items()
        if re.search(rf"(?<!\w){wrong}", text)
    ]
    assert found == []


# Languages whose words for people have a gender: who is named in one form is named in both.
BOTH_FORMS = {
    "fr": {
        "employeurs": "employeuses", "conseillers": "conseillères", "médiateurs": "médiatrices",
        "arrivants": "arrivantes", "interlocuteur": "interlocutrice",
    },
    "pl": {
        "uchodźc": "uchodźczyn", "migrantów": "migrantek", "(?<!rada )doradc(?!z)": "doradczyn",
        "pracodawc": "pracodawczyn", "członkowie": "członkinie", "tłumacza\\b": "tłumaczk",
    },
    "uk": {
        "волонтер(?!ств|ськ|к|ок)": "волонтер(?:к|ок)", "біженц": "бі?жен(?:к|ок)",
        "консультант(?:и|ів)": "консультантк", "працівник": "працівниц", "вчител": "чительк",
        "перекладач(?!к)": "перекладач(?:к|ок)", "студент(?!к|ок)": "студент(?:к|ок)",
        "посередник": "посередниц", "орендодавц": "орендодавиц", "читач(?!к|ок)": "читач(?:к|ок)",
    },
    "ru": {
        "беженц": "бежен(?:к|ок)", "сотрудник": "сотрудниц", "переводчик": "переводчиц",
        "посредник": "посредниц", "консультанты": "консультантки",
    },
    "ar": {
        "متطوعين|متطوعون": "متطوعات", "لاجئين|لاجئون": "لاجئات", "متضررين": "متضررات",
        "الوسطاء": "وسيطات", "(?<!مجلس الأجانب وا)لمهاجرين": "مهاجرات", "المراجعين": "مراجعات",
        "المستشارون": "مستشارات", "العاملين": "عاملات", "الطلاب": "طالبات",
        "طالبي المشورة": "طالبات",
    },
}  # fmt: skip


@pytest.mark.parametrize("tag", BOTH_FORMS)
def test_who_is_named_in_one_form_is_named_in_both(tag: str):
    found = [
        (place, other, text)
        for place, text in readers_texts(tag)
        for one, other in BOTH_FORMS[tag].items()
        if re.search(one, text, re.IGNORECASE) and not re.search(other, text, re.IGNORECASE)
    ]
    assert found == []


# Hard words of Leichte Sprache: who uses one says in the same text what it means.
EXPLAINED = {
    "Diskriminierung": "Diskriminierung bedeutet: .* wegen|Das nennt man: Diskriminierung",
    "Benachteiligung": "Benachteiligung bedeutet: .* wegen",
    "Rassismus": "Rassismus bedeutet: .* wegen",
    "Vielfalt": "Vielfalt bedeutet: |nennt man: Vielfalt",
    "Chancen-Gleichheit": "Chancen-Gleichheit bedeutet: |nennt man: Chancen-Gleichheit",
    "Integration": "Integration bedeutet: ",
    "Migration": "Migration bedeutet: ",
    "Asyl": "Asyl bedeutet: |Schutz in Deutschland",
    "Stadt-Verwaltung": "Die Stadt-Verwaltung sind ",
    "Stadt-Rat": "(?:Der )?Stadt-Rat entscheidet ",
    "Antrag|Anträgen?": "Ein Antrag ist ",
    "Bescheide?n?": "Bescheid ist |Das sind Briefe vom Amt",
    "Fristen": "Eine Frist bedeutet: ",
    "Widerspruch": "einen Widerspruch. Darin steht: ",
    "Klage": "Klage bedeutet: ",
    "unabhängig": "Unabhängig bedeutet: ",
    "gemeldet sein": "Gemeldet bedeutet: ",
    "Bundes-Amt": "Das Bundes-Amt entscheidet: ",
    "Ausgrenzung": "Ausgrenzung bedeutet: ",
    "Gewerkschaft": "Eine Gewerkschaft ",
    "Betroffenen?": "Betroffene sind ",
    "Ober-Bürgermeisterin": "Die Ober-Bürgermeisterin leitet ",
}
NAMES = re.compile(  # of units, plans and events: what they are called explains nothing
    r"\[[^\]]*\]|„[^“]*“|(?:Fach-Stelle|Beirat für|Netzwerk gegen|Büro vom|Projekte? für) [\w -]*"
)
NO_PROSE = {"function", "kicker", "label", "short_name", "subtitle", "title"}


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(entry, id=entry.slug)
        for folder in FOLDERS
        for entry in entries(folder)
        if folder != "topics" and "de-simple" in entry.texts
    ],
)
def test_a_hard_word_of_leichte_sprache_is_explained_where_it_is_used(entry: Entry):
    prose = " ".join(_prose(entry.texts["de-simple"]))
    unexplained = [
        word
        for word, explanation in EXPLAINED.items()
        if re.search(rf"(?<![\w-])(?:{word})(?![\w-])", NAMES.sub("", prose))
        and not re.search(explanation, prose)
    ]
    assert unexplained == []


def _prose(value, name: str = "") -> Iterator[str]:
    match value:
        case str() if name not in NO_PROSE:
            yield value
        case list():
            for item in value:
                yield from _prose(item, name)
        case dict():
            for key, item in value.items():
                yield from _prose(item, key)


def test_the_number_to_dial_in_danger_stands_in_every_language():
    page = next(entry for entry in entries("pages") if entry.slug == "beratung-finden")
    told = {tag: " ".join(texts_of("pages", page.slug, tag)) for tag in page.texts}
    assert set(told) >= {"de", "de-simple", "en", "ar", "fa", "prs", "ti", "tr", "ru", "uk", "pl"}
    # As it stands on the keys, also where prose has other digits.
    assert [
        tag for tag, text in told.items() if not re.search(r"(?<![0-9])110(?![0-9])", text)
    ] == []
