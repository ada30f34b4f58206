"""The people of the office, one per role, and one text of each kind in three languages."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Site, Task, Workflow
from wagtail_localize.models import Translation

from home.accounts.models import User
from home.media import OfficeDocument, OfficeImage
from home.roles import CHIEF_EDITORS, EDITORS, ensure_language_home, ensure_roles, translators_of
from home.snippets import Person
from tests import office

ROLES = ("anonymous", "editor", "chief", "translator", "admin")
GROUPS = {"editor": EDITORS, "chief": CHIEF_EDITORS, "translator": translators_of("ar")}


def person(role: str) -> User:
    """Somebody with this role; the translator translates into Arabic."""
    ensure_roles()
    ensure_language_home("ar")
    user, created = User.objects.get_or_create(
        username=role,
        defaults={"is_superuser": role == "admin", "email": f"{role}@stadt.example.org"},
    )
    if created:
        user.set_password("teilhabe-demo")
        user.save()
        if role in GROUPS:
            user.groups.add(Group.objects.get(name=GROUPS[role]))
    return user


def client_of(role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(person(role))
    return client


@dataclass
class Office:
    """One press release and one topic in three languages, and what else addresses name."""

    pages: dict[str, Any]
    topics: dict[str, Any]
    translations: dict[str, Translation]
    others: dict[str, Any] = field(default_factory=dict)


def furnished_office() -> Office:
    person("translator")
    release = office.published_release("Ein Text für alle")
    topic = office.add_topic("Teilhabe", "teilhabe")
    pages, topics, translations = {"de": release}, {"de": topic}, {}
    for tag in ("ar", "uk"):
        pages[tag] = office.translated(release, tag)
        topics[tag] = office.translated(topic, tag)
        translations[tag] = office.submit(release, tag)
    point = office.add_contact_point("Empfang")
    image = OfficeImage.objects.create(title="Bild", file=get_test_image_file())
    document = OfficeDocument.objects.create(
        title="Blatt", file=ContentFile(b"Text", name="blatt.txt")
    )
    others = {
        "point": point,
        "person": Person.objects.create(
            given_name="Rana", family_name="Beispiel", locale=Locale.objects.get(language_code="de")
        ),
        "image": image,
        "document": document,
        "locale": Locale.objects.get(language_code="so"),
        "site": Site.objects.first(),
        "collection": Collection.get_first_root_node().add_child(name="Ordner"),
        "workflow": Workflow.objects.first(),
        "task": Task.objects.first(),
        "group": Group.objects.first(),
        "user": person("editor"),
    }
    return Office(pages, topics, translations, others)
