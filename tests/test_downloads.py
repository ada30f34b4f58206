"""What readers take away is saved under its own name, and opens."""

from email.message import Message
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cms.editions.media_names import document_name
from cms.editions.models import Edition
from cms.reader.media import attachment
from home.media import OfficeDocument
from tests import office
from tests.admin import pictures


def kept(name: str, content: bytes = b"") -> OfficeDocument:
    file = ContentFile(content or pictures.pdf(), name)
    return OfficeDocument.objects.create(title="Einladung", file=file)


def published(*documents: OfficeDocument):
    return office.published_release(
        body=[
            ("paragraph", "<p>Ein Text steht hier.</p>"),
            *(("download", {"document": one, "title": "Einladung"}) for one in documents),
        ]
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "Einladung_für_alle.pdf",
        "Gru\u0308ne_Woche.pdf",  # as a Mac sends it
        "دعوة.pdf",
        "запрошення.pdf",
        "plan.pdf",
    ],
)
def test_a_download_is_saved_under_its_own_name(name, client):
    document = kept(name)
    release = published(document)
    answer = client.get(f"/media/{document_name(document)}")
    assert answer.status_code == 200
    told = answer["Content-Disposition"]
    own = name.replace("u\u0308", "ü")
    assert unquote(told.partition("filename*=UTF-8''")[2]) == own
    assert told.isascii()
    detail = Edition.objects.get(key=release.translation_key, locale="de").detail
    assert f'"filename":"{own}"' in detail


@pytest.mark.django_db
def test_two_files_of_one_name_are_both_saved_under_it(client):
    first, second = kept("plan.pdf"), kept("plan.pdf", pictures.pdf(pages=2))
    assert first.file.name != second.file.name
    published(first, second)
    for document in (first, second):
        answer = client.get(f"/media/{document_name(document)}")
        assert answer["Content-Disposition"].startswith('attachment; filename="plan.pdf"')


@pytest.mark.django_db
def test_one_file_under_two_names_has_an_address_for_each(client):
    first, second = kept("plan.pdf"), kept("programm.pdf")
    published(first, second)
    assert first.sha256 == second.sha256
    told = [
        client.get(f"/media/{document_name(document)}")["Content-Disposition"]
        for document in (first, second)
    ]
    assert ["plan.pdf" in told[0], "programm.pdf" in told[1]] == [True, True]


@pytest.mark.parametrize(
    "name",
    [
        'a"; filename="b.exe',
        "a\r\nSet-Cookie: x=1",
        "a\\",
        "ａ／ｂ.pdf",
        "\ud800.pdf",
        "a;b%41.pdf",
    ],
)
def test_nothing_in_a_name_ends_the_header(name):
    header = attachment(name)
    assert header.isascii()
    assert not {"\r", "\n", "\\"} & set(header)
    message = Message()
    message["Content-Disposition"] = header
    assert message.get_content_disposition() == "attachment"
    assert set(dict(message.get_params(header="Content-Disposition"))) == {"attachment", "filename"}


@pytest.mark.django_db
def test_a_name_of_many_letters_of_any_script_fits_on_every_disk():
    for letters in ("ጠ" * 95, "a" * 200, "🙂" * 60):
        stored = kept(f"{letters}.pdf")
        name = stored.file.name.rpartition("/")[2]
        assert name.endswith(".pdf")
        assert len(name.encode()) <= 255
        assert len(stored.file.name) <= 100
        assert default_storage.exists(stored.file.name)
