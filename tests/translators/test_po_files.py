"""PO files: what goes out comes back as it was; what is missing stays open; what is wrong changes
nothing."""

import subprocess
import time
from urllib.parse import urlencode

import polib
import pytest
from bs4 import BeautifulSoup
from wagtail.models import WorkflowState
from wagtail_localize.models import StringTranslation

from home.failures import PublishRefused
from locales.desk.po import export, file_name, open_sentences, take_in
from locales.desk.po_reading import ID_HEADER, MAX_BYTES, MAX_LINES, POError
from locales.translation import problems_of
from tests import office
from tests.required import program
from tests.translators.people import client_of, person
from tests.translators.reviews import act, edit_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation():
    person("translator")
    release = office.published_release("Ein Titel für die Datei")
    translation = office.submit(release, "ar")
    translation.save_target(publish=False)
    return translation


def filled(translation) -> polib.POFile:
    po = export(translation)
    for number, entry in enumerate(po, start=1):
        entry.msgstr = office.marked_as(entry.msgid, office.words("ar", number))
    return po


def texts():
    return set(
        StringTranslation.objects.filter(locale__language_code="ar").values_list("data", flat=True)
    )


def refused(translation, content: bytes | str):
    content = content.encode() if isinstance(content, str) else content
    before = texts()
    with pytest.raises(POError) as caught:
        take_in(translation, content, user=None)
    assert texts() == before
    return caught.value.problems


def test_a_file_translated_elsewhere_comes_back_and_can_be_published(translation):
    content = str(filled(translation)).encode()
    assert take_in(translation, content, user=person("translator")) == len(export(translation))
    assert str(export(translation)) == content.decode()
    translation.save_target(publish=True)


def test_the_same_file_twice_changes_nothing(translation):
    content = str(filled(translation)).encode()
    take_in(translation, content, user=None)
    assert take_in(translation, content, user=None) == 0


def test_gettexts_own_tool_reads_and_writes_our_file(translation, tmp_path):
    tool = program("msgcat", "msgcat (gettext)")
    path = tmp_path / "text.po"
    path.write_text(str(filled(translation)), encoding="utf-8")
    result = subprocess.run([tool, "--no-wrap", str(path)], capture_output=True, check=True)
    assert result.stderr == b""
    assert take_in(translation, result.stdout, user=None) == len(export(translation))


def test_a_file_without_header_is_refused(translation):
    po = filled(translation)
    po.metadata.pop(ID_HEADER)
    (problem,) = refused(translation, str(po))
    assert problem.line == 1
    assert ID_HEADER in str(problem)


def test_a_file_of_another_language_is_refused(translation):
    other = office.submit(translation.source.get_source_instance(), "uk")
    (problem,) = refused(translation, str(filled(other)))
    assert problem.line == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda po: po[0].__setattr__("msgid", "Kein Satz dieses Textes"),
        lambda po: po[0].__setattr__("msgctxt", "body.nirgends"),
        lambda po: po[0].__setattr__("msgstr", "<script>alert(1)</script>"),
        lambda po: po[0].__setattr__("msgstr_plural", {0: "a", 1: "b"}),
        lambda po: po.append(po[0]),
        lambda po: po[0].__setattr__("obsolete", 1),
        lambda po: po[0].__setattr__("msgstr", "نص <b>غامق</b>"),
        lambda po: po[0].__setattr__("msgstr", "نص " * 5_000),
    ],
    ids=["unknown", "place", "markup", "plural", "twice", "obsolete", "mark", "long"],
)
def test_one_wrong_entry_refuses_the_whole_file_and_names_its_line(translation, spoil):
    po = filled(translation)
    spoil(po)
    problems = refused(translation, str(po))
    assert all(problem.line > 0 for problem in problems)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00", b"/etc/passwd", b"\xff\xfe\x00m",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]>",
        b'msgid "a"\nmsgstr "b',
        b"msgid", b'msgstr "x"\nmsgid "y"', "msgid \"ü\"".encode("latin-1"),
        b"#" * (MAX_BYTES + 1),
    ],
    ids=["nothing", "nul", "path", "utf16", "xml", "cut", "keyword", "order", "latin1", "large"],
)  # fmt: skip
def test_what_is_no_po_file_is_refused(translation, content):
    assert refused(translation, content)


@pytest.mark.parametrize("empty", ["", "  <br/> ", None], ids=["empty", "blank", "missing"])
def test_half_a_delivery_comes_in_and_what_is_not_translated_stays_open(translation, empty):
    po = filled(translation)
    if empty is None:
        po.remove(po[-1])
    else:
        po[-1].msgstr = empty
    total = len(export(translation))
    assert take_in(translation, str(po).encode(), user=None) == total - 1
    assert open_sentences(translation) == 1
    assert len(problems_of(translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True))) == 1  # fmt: skip


def test_what_the_file_does_not_say_leaves_what_is_translated_already(translation):
    take_in(translation, str(filled(translation)).encode(), user=None)
    before = texts()
    po = export(translation)
    for entry in po:
        entry.msgstr = ""
    assert take_in(translation, str(po).encode(), user=None) == 0
    assert texts() == before


def test_what_is_marked_fuzzy_is_a_suggestion_and_open_until_somebody_confirms_it(translation):
    po = filled(translation)
    po[1].flags.append("fuzzy")
    take_in(translation, str(po).encode(), user=None)
    assert [entry.fuzzy for entry in export(translation)].count(True) == 1
    assert open_sentences(translation) == 1
    page = client_of("translator").get(edit_url(translation)).content.decode()
    assert po[1].msgstr in BeautifulSoup(page, "html.parser").select_one(".desk-panel dd").text
    told = act("translator", translation, "hand-over").content.decode()
    assert "noch nicht bestätigt" in told
    assert not WorkflowState.objects.exists()
    with pytest.raises(PublishRefused):
        translation.save_target(publish=True)
    segment = translation.source.stringsegment_set.order_by("order")[1]
    client_of("translator").put(
        f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/",
        urlencode({"value": po[1].msgstr}),
        "application/x-www-form-urlencoded",
    )
    act("translator", translation, "hand-over")
    assert WorkflowState.objects.exists()


def test_what_an_older_file_brought_in_as_unsure_is_handed_over_by_nobody(translation):
    office.fill(translation)
    StringTranslation.objects.filter(context__path="lead").update(tool_name="unsure")
    act("translator", translation, "hand-over")
    assert not WorkflowState.objects.exists()


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"], ids=["windows", "mac"])
def test_line_ends_and_the_mark_at_the_beginning_make_no_difference(translation, ends):
    content = b"\xef\xbb\xbf" + str(filled(translation)).encode().replace(b"\n", ends)
    assert take_in(translation, content, user=None) == len(export(translation))
    assert open_sentences(translation) == 0


@pytest.mark.parametrize("letter", ["\u2028", "\x85", "\x1c", "\x0b", "\t", '"', "\\", "\\n"])
def test_a_sentence_with_any_letter_goes_out_and_comes_back(letter):
    person("translator")
    release = office.draft_release(lead=f"Ein{letter}Satz")
    translation = office.submit(release, "ar")
    assert take_in(translation, str(filled(translation)).encode(), user=None)
    assert open_sentences(translation) == 0


def test_a_file_that_can_be_no_translation_is_refused_before_it_is_read(translation):
    head = str(export(translation))
    for lines in (1_200_000, MAX_LINES + 1):
        content = (head + "\n" + '"a"\n' * lines).encode()
        began = time.process_time()
        assert refused(translation, content)
        assert time.process_time() - began < 0.2


def test_the_longest_file_that_is_read_is_read_quickly(translation):
    entry = 'msgctxt "title"\nmsgid "a"\nmsgstr ""\n'
    head = str(export(translation)) + "\n"
    for content in (head + entry + '"<a><b"\n' * 19_000, head + entry * 6_000):
        began = time.process_time()
        assert refused(translation, content)
        assert time.process_time() - began < 3


def test_a_link_or_mark_that_is_lost_refuses_the_file_and_is_named():
    person("translator")
    release = office.published_release(
        body=[("paragraph", '<p>Das <a href="https://x.example.org">Formular</a></p>')]
    )
    translation = office.submit(release, "ar")
    po = filled(translation)
    next(entry for entry in po if "<a" in entry.msgid).msgstr = "املأ الاستمارة"
    (problem,) = refused(translation, str(po))
    assert problem.line > 0
    assert "Formular" in problem.text


def test_the_file_is_called_after_the_text_with_german_letters_written_out():
    translation = office.submit(office.published_release("Prüfmeldung: Größe"), "ar")
    assert file_name(translation) == "pruefmeldung-groesse-ar.po"
    client = client_of("admin")
    translation.save_target(publish=False)
    answer = client.get(f"/admin/localize/translate/{translation.pk}/pofile/download/")
    assert answer["Content-Disposition"] == 'attachment; filename="pruefmeldung-groesse-ar.po"'


def test_taking_the_mark_away_confirms_the_sentence(translation):
    po = filled(translation)
    po[1].flags.append("fuzzy")
    take_in(translation, str(po).encode(), user=None)
    po[1].flags.remove("fuzzy")
    take_in(translation, str(po).encode(), user=None)
    assert not any(entry.fuzzy for entry in export(translation))


def test_the_reason_stands_at_the_field(translation):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = client_of("translator")
    url = f"/admin/localize/translate/{translation.pk}/pofile/upload/"
    response = client.post(url, {"file": SimpleUploadedFile("a.po", b'msgid "a"\nmsgstr "b"\n')})
    assert response.status_code == 422
    assert ID_HEADER in response.content.decode()
    assert 'aria-describedby="po-problems"' in response.content.decode()
    good = SimpleUploadedFile("a.po", str(filled(translation)).encode())
    told = client.post(url, {"file": good}, follow=True).content.decode()
    assert "Nichts ist offen." in told
    half = filled(translation)
    half[0].msgstr, half[1].msgstr = "نص جديد", ""
    StringTranslation.objects.filter(context__path="title").delete()
    other = SimpleUploadedFile("a.po", str(half).encode())
    told = client.post(url, {"file": other}, follow=True).content.decode()
    assert "Ein Satz wurde übernommen." in told
    assert client.post(url).status_code == 422
