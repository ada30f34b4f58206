"""PO files: what goes out comes back as it was; what does not fit exactly changes nothing."""

import subprocess

import polib
import pytest
from wagtail_localize.models import StringTranslation

from locales.desk.po import ID_HEADER, MAX_BYTES, POError, export, take_in
from locales.desk.states import translation_states
from tests import office
from tests.required import program
from tests.translators.people import client_of, person

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
        entry.msgstr = office.words("ar", number)
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
        lambda po: po[0].__setattr__("msgstr", ""),
        lambda po: po[0].__setattr__("msgstr", "  <br/> "),
        lambda po: po[0].__setattr__("msgid", "Kein Satz dieses Textes"),
        lambda po: po[0].__setattr__("msgctxt", "body.nirgends"),
        lambda po: po[0].__setattr__("msgstr", "<script>alert(1)</script>"),
        lambda po: po[0].__setattr__("msgstr_plural", {0: "a", 1: "b"}),
        lambda po: po.append(po[0]),
        lambda po: po.remove(po[-1]),
    ],
    ids=["empty", "blank", "unknown", "place", "markup", "plural", "twice", "missing"],
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


def test_what_is_marked_fuzzy_comes_in_as_unsure_and_is_shown_so(translation):
    po = filled(translation)
    po[1].flags.append("fuzzy")
    take_in(translation, str(po).encode(), user=None)
    assert [entry.fuzzy for entry in export(translation)].count(True) == 1
    translation.save_target(publish=True)
    key = translation.source.object_id
    assert translation_states([key])[key, "ar"].name == "needs_review"


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
    assert client.post(url, {"file": good}).status_code == 302
    assert client.post(url).status_code == 422
