"""What editors upload: named, credited, licensed, and what it says it is."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from home import file_checks
from home.media import OfficeDocument, OfficeImage
from home.uploads import readable_title
from tests.admin import pictures

pytestmark = pytest.mark.django_db
ADD, ADD_MANY = reverse("wagtailimages:add"), reverse("wagtailimages:add_multiple")
CHOOSER = reverse("wagtailimages_chooser:create")
ADD_DOCUMENT = reverse("wagtaildocs:add")
CREDITED = {
    "title": "Fest der Kulturen",
    "credit": "Foto: Rana",
    "license": "CC-BY-4.0",
    "tags": "",
}


def stored(folder: str) -> list[str]:
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def error_at_file(response) -> str:
    form = response.context["form"]
    return " ".join(form.errors.get("file", []))


@pytest.fixture(autouse=True)
def collection(press_office):
    return Collection.get_first_root_node()


def send(client, upload, **changes):
    return client.post(ADD, CREDITED | {"file": upload} | changes)


def test_a_picture_with_credit_and_licence_is_kept(editors_admin):
    assert send(editors_admin, pictures.jpeg()).status_code == 302
    picture = OfficeImage.objects.get()
    assert (picture.credit, picture.license) == ("Foto: Rana", "CC-BY-4.0")


@pytest.mark.parametrize("missing", ["credit", "license"])
def test_without_credit_or_licence_no_picture_is_kept(editors_admin, missing):
    response = send(editors_admin, pictures.jpeg(), **{missing: " " if missing == "credit" else ""})
    assert missing in response.context["form"].errors
    assert not OfficeImage.objects.exists()


def test_the_chooser_asks_for_credit_and_licence_too(editors_admin):
    page = editors_admin.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    assert "Bildnachweis" in page
    assert "Lizenz" in page
    data = {"image-chooser-upload-title": "Ohne", "image-chooser-upload-file": pictures.jpeg()}
    answer = editors_admin.post(CHOOSER, data).json()
    assert answer["step"] == "reshow_creation_form"
    assert not OfficeImage.objects.exists()


def test_of_many_pictures_each_waits_for_its_credit_and_licence(editors_admin):
    answer = editors_admin.post(ADD_MANY, {"files[]": pictures.jpeg()}).json()
    assert answer["success"]
    assert not OfficeImage.objects.exists()
    waiting = UploadedFile.objects.get()
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    prefix = f"uploaded-image-{waiting.pk}"
    refused = editors_admin.post(address, {f"{prefix}-title": "Fest"}).json()
    assert not refused["success"]
    assert not OfficeImage.objects.exists()
    fields = {f"{prefix}-{name}": value for name, value in CREDITED.items()}
    assert editors_admin.post(address, fields).json()["success"]
    assert OfficeImage.objects.get().credit == "Foto: Rana"


def test_of_many_pictures_the_title_is_made_readable(editors_admin):
    answer = editors_admin.post(
        ADD_MANY, {"files[]": pictures.jpeg("fest-der-kulturen_2026.jpg")}
    ).json()
    title = BeautifulSoup(answer["form"], "html.parser").select_one("input[name$=title]")
    assert title["value"] == "Fest der kulturen 2026"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("IMG_2033.JPG", "IMG 2033"),
        ("fest-der-kulturen_2026.jpg", "Fest der kulturen 2026"),
        ("Protokoll 2026-03-01.pdf", "Protokoll 2026-03-01"),
        ("Nr.12 ohne Endung", "Nr.12 ohne Endung"),
    ],
)
def test_a_title_is_made_from_the_name_of_the_file(name, title):
    assert readable_title(name) == title


BAD_PICTURES = {
    "a PNG named .jpg": ("bild.jpg", lambda: pictures.bytes_of("PNG")),
    "HTML named .jpg": ("bild.jpg", lambda: pictures.HTML),
    "a GIF header before HTML": ("bild.gif", lambda: b"GIF89a" + pictures.HTML),
    "a JPEG cut in the middle": ("bild.jpg", lambda: pictures.bytes_of(size=(400, 300))[:3000]),
    "a PNG header that promises too much": ("bild.png", pictures.bomb),
    "a JPEG that is an archive too": (
        "bild.jpg",
        lambda: pictures.bytes_of() + pictures.archive(lies="mich"),
    ),
    "a JPEG with a script in its comment": (
        "bild.jpg",
        lambda: pictures.bytes_of(comment=b"<script>alert(1)</script>"),
    ),
    "a strip of one pixel": ("bild.png", lambda: pictures.bytes_of("PNG", (1, 16_384))),
    "SVG": ("bild.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "SVG named .png": ("bild.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "nothing at all": ("bild.jpg", lambda: b""),
    "text": ("bild.png", lambda: b"kein Bild"),
}


@pytest.mark.parametrize("what", BAD_PICTURES)
def test_a_picture_is_refused_with_a_reason_and_nothing_is_kept(editors_admin, what):
    name, content = BAD_PICTURES[what]
    before = stored("original_images")
    response = send(editors_admin, pictures.file(name, content()))
    reason = error_at_file(response)
    assert reason
    assert not {"the", "file", "image", "This", "not"} & set(reason.replace(".", " ").split()), (
        reason
    )
    many = editors_admin.post(ADD_MANY, {"files[]": pictures.file(name, content())}).json()
    assert not many["success"]
    assert not OfficeImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert stored("original_images") == before


def test_a_file_over_20_megabytes_is_refused(editors_admin):
    content = pictures.bytes_of() + b"\x00" * (20 * 1024 * 1024)
    assert "zu groß" in error_at_file(send(editors_admin, pictures.file("bild.jpg", content)))


def test_a_picture_over_40_megapixels_is_refused(editors_admin, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    assert "zu viele Bildpunkte" in error_at_file(send(editors_admin, pictures.jpeg()))
    assert not OfficeImage.objects.exists()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_every_usual_kind_of_picture_is_taken(editors_admin, kind):
    upload = pictures.file(f"bild.{kind.lower()}", pictures.bytes_of(kind))
    assert send(editors_admin, upload).status_code == 302


@pytest.mark.parametrize("size", [(2, 16_384), (16_400, 40), (40, 20_000)])
def test_a_picture_that_was_taken_can_be_edited_again(editors_admin, size):
    assert send(editors_admin, pictures.file("plan.png", pictures.bytes_of("PNG", size=size)))
    picture = OfficeImage.objects.get()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    assert editors_admin.get(address).status_code == 200
    assert editors_admin.post(address, CREDITED | {"credit": "Neu"}).status_code == 302
    assert OfficeImage.objects.get().credit == "Neu"


def test_a_damaged_picture_does_not_replace_a_good_one(editors_admin):
    send(editors_admin, pictures.jpeg())
    picture = OfficeImage.objects.get()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    damaged = pictures.file("bild.jpg", pictures.bytes_of(size=(400, 300))[:3000])
    assert "beschädigt" in error_at_file(editors_admin.post(address, CREDITED | {"file": damaged}))
    assert OfficeImage.objects.get().file.name == picture.file.name
    assert editors_admin.post(address, CREDITED | {"title": "Nur der Titel"}).status_code == 302


GOOD_DOCUMENTS = {
    "plan.pdf": pictures.pdf,
    "liste.csv": lambda: "Name;Ort\nKalyna;Müllerstraße\n".encode(),
    "notiz.txt": lambda: "Größe: 5 < 7, nicht mehr.".encode("latin-1"),
    "brief.docx": lambda: pictures.office_file("word/document.xml"),
    "tabelle.xlsx": lambda: pictures.office_file("xl/workbook.xml"),
    "brief.odt": lambda: pictures.archive(mimetype="application/vnd.oasis.opendocument.text"),
    "alles.zip": lambda: pictures.archive(lies="mich"),
}
GOOD_PDFS = {
    "with a mark before it": lambda: b"\xef\xbb\xbf" + pictures.pdf(),
    "after a line of its own": lambda: b"\r\n" + pictures.pdf(),
    "after a kilobyte of dots": lambda: b"." * 1024 + pictures.pdf(),
    "with much behind it": lambda: pictures.pdf() + b"\x00" * 5000,
    "that opens without a password": lambda: pictures.pdf(
        user_password="", owner_password="drucken"
    ),
}
BAD_PDFS = {
    "with a password": (
        lambda: pictures.pdf(user_password="geheim", owner_password="drucken"),
        "Kennwort",
    ),
    "with a password and the newest protection": (
        lambda: pictures.pdf(user_password="geheim", algorithm="AES-256"),
        "Kennwort",
    ),
    "without pages": (lambda: pictures.pdf(pages=0), "keine Seiten"),
    "of a first and a last line": (lambda: b"%PDF-1.7\n%%EOF", "beschädigt"),
    "cut in the middle": (lambda: pictures.pdf(pages=40)[:300], "beschädigt"),
    "after a web page": (lambda: pictures.HTML + pictures.pdf(), "beschädigt"),
    "far behind its beginning": (lambda: b"." * 1025 + pictures.pdf(), "beschädigt"),
    "of nothing": (lambda: b"", "leer"),
}
BOMBS = {
    "brief.docx": lambda: pictures.archive(word__document_xml="x" * 60_000_000),
    "alles.zip": lambda: pictures.archive(lies="x" * 60_000_000),
}
BAD_DOCUMENTS = {
    "HTML named .pdf": ("plan.pdf", lambda: pictures.HTML),
    "HTML after a PDF header": ("plan.pdf", lambda: b"%PDF-1.7\n" + pictures.HTML),
    "HTML named .txt": ("notiz.txt", lambda: b"\n " + pictures.HTML),
    "SVG named .csv": ("liste.csv", lambda: b"<svg onload='alert(1)'/>"),
    "a ZIP named .docx": ("brief.docx", lambda: pictures.archive(lies="mich")),
    "a table named .docx": ("brief.docx", lambda: pictures.office_file("xl/workbook.xml")),
    "a program named .zip": ("alles.zip", lambda: b"MZ" + b"\x00" * 100),
    "an image named .txt": ("notiz.txt", lambda: pictures.bytes_of("PNG")),
    "nothing at all": ("plan.pdf", lambda: b""),
    "HTML": ("seite.html", lambda: pictures.HTML),
    "SVG": ("bild.svg", lambda: b"<svg/>"),
}


@pytest.mark.parametrize("name", GOOD_DOCUMENTS)
def test_usual_documents_are_taken(editors_admin, name):
    upload = pictures.file(name, GOOD_DOCUMENTS[name]())
    response = editors_admin.post(ADD_DOCUMENT, {"title": name, "file": upload, "tags": ""})
    assert response.status_code == 302, response.context["form"].errors
    assert OfficeDocument.objects.get().title == readable_title(name)


@pytest.mark.parametrize("what", BAD_DOCUMENTS)
def test_a_document_that_is_not_what_it_says_is_refused(editors_admin, what):
    name, content = BAD_DOCUMENTS[what]
    before = stored("documents")
    upload = pictures.file(name, content())
    response = editors_admin.post(ADD_DOCUMENT, {"title": "Plan", "file": upload, "tags": ""})
    assert error_at_file(response)
    assert not OfficeDocument.objects.exists()
    assert stored("documents") == before


@pytest.mark.parametrize("what", GOOD_PDFS)
def test_a_pdf_that_every_reader_program_opens_is_taken(editors_admin, what):
    upload = pictures.file("plan.pdf", GOOD_PDFS[what]())
    response = editors_admin.post(ADD_DOCUMENT, {"title": "Plan", "file": upload, "tags": ""})
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.parametrize("what", BAD_PDFS)
def test_a_pdf_that_readers_cannot_open_is_refused_with_one_sentence(editors_admin, what):
    content, reason = BAD_PDFS[what]
    upload = pictures.file("plan.pdf", content())
    response = editors_admin.post(ADD_DOCUMENT, {"title": "Plan", "file": upload, "tags": ""})
    assert len(response.context["form"].errors["file"]) == 1
    assert reason in error_at_file(response)
    assert not OfficeDocument.objects.exists()


def test_reading_a_pdf_ends_in_time(monkeypatch, editors_admin):
    monkeypatch.setattr(file_checks, "PDF_READ_S", 0)
    upload = pictures.file("plan.pdf", pictures.pdf())
    response = editors_admin.post(ADD_DOCUMENT, {"title": "Plan", "file": upload, "tags": ""})
    assert error_at_file(response)


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_unpacks_to_far_more_than_it_is_gets_refused(editors_admin, name):
    upload = pictures.file(name, BOMBS[name]())
    response = editors_admin.post(ADD_DOCUMENT, {"title": "Plan", "file": upload, "tags": ""})
    assert "entpackt" in error_at_file(response)


@pytest.mark.parametrize(
    ("name", "sentence"), [("seite.html", "CSV, DOCX"), ("plan.exe", "CSV, DOCX"), ("plan", "CSV")]
)
def test_a_document_of_another_kind_hears_once_which_are_taken(editors_admin, name, sentence):
    upload = pictures.file(name, pictures.HTML)
    response = editors_admin.post(ADD_DOCUMENT, {"title": "Plan", "file": upload, "tags": ""})
    assert len(response.context["form"].errors["file"]) == 1
    assert sentence in error_at_file(response)
