"""No text stands under a wrong language: in the demo city's files, and in all that is public of it."""
# ruff: noqa: E501 - sample sentences stay on their line

import json
from collections import defaultdict
from functools import cache

import pytest

from cms.demo.content import entries
from cms.editions.types import BY_NAME
from locales.languages import LANGUAGES, public_languages
from tests.language_checks import (
    problems_of_edition,
    problems_of_text,
    segments,
    texts_of_document,
)
from tests.test_demo_city import FOLDERS, texts_of

TRANSLATED = sorted(
    {tag for folder in FOLDERS for entry in entries(folder) for tag in entry.translations}
)


@cache
def files_of(tag: str) -> dict[str, list[str]]:
    """Texts of every object of the demo city in a language."""
    return {
        f"{folder}/{entry.slug}": list(texts_of(folder, entry.slug, tag))
        for folder in FOLDERS
        for entry in entries(folder)
        if tag in entry.texts
    }


@cache
def segments_in_files() -> dict[str, set[str]]:
    return {
        tag: segments(text for texts in files_of(tag).values() for text in texts)
        for tag in ("de", *TRANSLATED)
    }


@pytest.mark.parametrize("tag", ["de", *TRANSLATED])
def test_every_text_of_the_demo_city_is_in_its_language(tag):
    found = {
        place: problems
        for place, texts in files_of(tag).items()
        if (problems := problems_of_edition(tag, texts, segments_in_files()))
    }
    assert found == {}


@pytest.fixture(scope="session")
def public_texts(demo) -> dict[str, dict[str, list[str]]]:
    """Texts of every edition of the loaded city, by tag and title."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for edition in demo.editions:
        texts = defaultdict(list)
        for document in (json.loads(edition.card), json.loads(edition.detail)):
            for tag, text in texts_of_document(document, edition.locale):
                texts[tag].append(text)
        for tag, said in texts.items():
            found[tag][f"{edition.type} {edition.title} ({edition.locale})"] = said
    return found


def test_the_whole_city_is_looked_at(demo, public_texts):
    assert len(demo.editions) >= 280
    assert {edition.locale for edition in demo.editions} == {
        language.tag for language in public_languages()
    }
    assert {edition.type for edition in demo.editions} == set(BY_NAME)


@pytest.mark.django_db  # without it, no database is made for the fixture
@pytest.mark.parametrize("tag", ["de", *TRANSLATED])
def test_every_public_text_is_in_the_language_it_says(tag, public_texts):
    assert len(public_texts[tag]) >= (8 if LANGUAGES[tag].is_public else 0)
    found = {
        title: problems
        for title, texts in public_texts[tag].items()
        if (problems := problems_of_edition(tag, texts, segments_in_files()))
    }
    assert found == {}


GERMAN = "Die Stadt hat gestern beschlossen, dass künftig jede Woche eine offene Sprechstunde stattfindet."


@pytest.mark.django_db
@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_german_sentence_of_the_original_is_found_in_every_language(tag, public_texts):
    title, texts = next(
        (title, texts) for title, texts in public_texts[tag].items() if len(texts) > 10
    )
    sentence = files_of("de")["pages/beratung-finden"][1]
    assert problems_of_edition(tag, texts, segments_in_files()) == []
    planted = [*texts[:5], sentence, *texts[6:]]
    assert problems_of_edition(tag, planted, segments_in_files()), title


@pytest.mark.parametrize("tag", [tag for tag in TRANSLATED if tag != "de-simple"])
def test_german_that_nobody_has_seen_before_is_found_in_every_language(tag):
    assert problems_of_text(tag, GERMAN)


WRONG = {
    "Arabic typed with Persian letters": ("ar", "تبدأ الوحدة عملها یوم الاثنین فی المدینة وتقدم المشورة للجمیع دون مقابل."),
    "Persian as Arabic": ("ar", "این دفتر از روز دوشنبه کار خود را در شهر آغاز می‌کند و به همه مشاوره می‌دهد."),
    "Arabic as Persian": ("fa", "تبدأ الوحدة عملها يوم الاثنين في المدينة وتقدم المشورة للجميع دون مقابل."),
    "Pashto as Dari": ("prs", "دا دفتر د دوشنبې له ورځې په ښار کې خپل کار پیلوي او ټولو ته مشوره ورکوي."),
    "Sorani as Arabic": ("ar", "ئەم نووسینگەیە لە ڕۆژی دووشەممەوە دەست بە کارەکانی دەکات و ڕاوێژ بە هەمووان دەدات."),
    "Russian as Ukrainian": ("uk", "С понедельника отдел начинает работу и бесплатно консультирует всех жителей города."),
    "Ukrainian as Russian": ("ru", "Із понеділка відділ розпочинає роботу й безкоштовно консультує всіх мешканців міста."),
    "Bulgarian as Russian": ("ru", "От понеделник отделът започва работа и консултира безплатно всички жители на града."),
    "Kurmanji as Turkish": ("tr", "Ji roja duşemê ve ev nivîsgeh dest bi karê xwe dike û şîretan dide hemû kesan."),
    "Amharic as Tigrinya": ("ti", "ቢሮው ከሰኞ ጀምሮ በከተማው ውስጥ ሥራውን ይጀምራል እና ለሁሉም ሰው ምክር ይሰጣል ይህም ነጻ ነው እና ግልጽ ነው"),
    "English as French": ("fr", "From Monday the office starts its work in the city and gives free advice to everybody."),
    "Polish as Turkish": ("tr", "Od poniedziałku biuro rozpoczyna pracę w mieście i udziela wszystkim bezpłatnych porad."),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_neighbouring_languages_are_told_apart(what):
    tag, text = WRONG[what]
    assert problems_of_text(tag, text)


def test_dari_texts_are_not_taken_for_persian():
    dari = [text for texts in files_of("prs").values() for text in texts]
    assert any("other Persian" in problem for problem in problems_of_edition("fa", dari, {}))
    persian = [text for texts in files_of("fa").values() for text in texts]
    assert any("other Persian" in problem for problem in problems_of_edition("prs", persian, {}))
