"""Originals follow the rights on their collection, and for translators the texts they work on."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import RequestFactory
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from cms.operations.file_rights import may_have
from home.media import OfficeDocument
from home.roles import CHIEF_EDITORS
from tests import office
from tests.translators.people import client_of, person

pytestmark = pytest.mark.django_db


def status(role: str, file) -> int:
    return client_of(role).get(f"/admin/media/{file.file.name}").status_code


def of_chiefs_only() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Nur Leitung")
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    return collection


def a_document(collection: Collection | None = None) -> OfficeDocument:
    file = ContentFile(b"Eine Liste", "liste.txt")
    where = {"collection": collection} if collection else {}
    return OfficeDocument.objects.create(title="Liste", file=file, **where)


def test_a_restricted_collection_is_closed_to_everybody_else():
    person("chief")
    document, picture = a_document(of_chiefs_only()), office.add_picture()
    picture.collection = document.collection
    picture.save()
    assert [status(role, document) for role in ("editor", "translator")] == [404, 404]
    assert [status(role, picture) for role in ("editor", "translator")] == [404, 404]
    assert [status(role, document) for role in ("chief", "admin")] == [200, 200]


def test_a_thumbnail_is_as_private_as_its_picture():
    person("chief")
    picture = office.add_picture()
    picture.collection = of_chiefs_only()
    picture.save()
    thumbnail = picture.get_rendition("width-4")
    assert [status(role, thumbnail) for role in ("editor", "chief")] == [404, 200]


def test_a_password_is_not_asked_of_those_who_work_with_the_files():
    collection = Collection.get_first_root_node().add_child(name="Für Partner")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="geheim"
    )
    document, picture = a_document(collection), office.add_picture()
    picture.collection = collection
    picture.save()
    thumbnail = picture.get_rendition("width-5")
    for file in (document, picture, thumbnail):
        found = [status(role, file) for role in ("editor", "admin")]
        assert found == [200, 200], file.file.name
        assert status("translator", file) == 404


def test_a_translator_has_the_files_of_her_texts_and_no_others():
    hers, others, nobodys = (office.add_picture() for _ in range(3))
    for picture, tag in ((hers, "ar"), (others, "uk")):
        release = office.published_release(image=picture, image_alt="x")
        office.submit(release, tag)
        ReferenceIndex.create_or_update_for_object(release)  # as Wagtail's task does
    found = [status("translator", picture) for picture in (hers, others, nobodys)]
    assert found == [200, 404, 404]
    assert [status("editor", picture) for picture in (hers, others, nobodys)] == [200] * 3


def test_a_file_without_a_row_is_nobodys():
    picture = office.add_picture()
    name = picture.file.storage.save("avatar_images/rana.png", ContentFile(b"x"))
    assert client_of("admin").get(f"/admin/media/{name}").status_code == 404


def test_a_document_is_asked_for_where_wagtail_serves_it_too():
    person("chief")
    document = a_document(of_chiefs_only())
    for role in ("editor", "translator"):
        answer = client_of(role).get(document.url)
        assert answer.status_code == 404
    request = RequestFactory().get(document.url)
    request.user = person("chief")
    assert may_have(request, document)
