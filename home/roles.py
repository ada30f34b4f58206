"""Who may do what: the groups of the office, made by the first ``migrate``, then left to the city.

Editors draft, chief editors approve and publish, translators work in one language only. Rights that
a later version brings are given once, by a migration; a language added to the table gets its group.
"""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from locales.languages import LANGUAGES, SOURCE

EDITORS = "Redaktion"
CHIEF_EDITORS = "Chefredaktion"
TRANSLATORS = "Übersetzung"  # followed by the language's German name
WORKFLOW = "Freigabe"
WAGTAILS_GROUPS = ("Editors", "Moderators")

_SNIPPETS = ("topic", "person", "contactpoint")
HANDED_IN = ("topic", "person")  # a wrong phone number waits for nobody: contact points do not


def translators_of(tag: str) -> str:
    """Name of the group that translates into a language."""
    return f"{TRANSLATORS}: {LANGUAGES[tag].german}"


@transaction.atomic
def ensure_roles(**kwargs) -> None:
    """Set up what is missing; runs after each migrate, and changes nothing the city has made."""
    if not Page.objects.filter(depth=2).exists():
        return
    for tag in LANGUAGES:
        _locale, is_new = Locale.objects.get_or_create(language_code=tag)
        if is_new and tag != SOURCE:
            _translators(tag)
    if not _is_in_use():
        _set_up()


def _is_in_use() -> bool:
    """Whether anybody has groups of their own, or works here already."""
    own = Group.objects.exclude(name__in=WAGTAILS_GROUPS)
    return own.exists() or get_user_model()._default_manager.exists()


def _set_up() -> None:
    """The groups, their rights and the workflow, in place of Wagtail's."""
    Group.objects.filter(name__in=WAGTAILS_GROUPS).delete()
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    chiefs, _ = Group.objects.get_or_create(name=CHIEF_EDITORS)
    home = Page.objects.filter(depth=2, locale__language_code=SOURCE).first()
    root = Page.objects.get(depth=1)
    _allow(editors, "wagtailadmin.access_admin", "wagtail_localize.submit_translation")
    _allow(chiefs, "wagtailadmin.access_admin", "wagtail_localize.submit_translation")
    for model in _SNIPPETS:
        _allow(editors, f"home.add_{model}", f"home.change_{model}")
        _allow(
            chiefs,
            *(
                f"home.{act}_{model}"
                for act in ("add", "change", "publish", "delete", "lock", "unlock")
            ),
        )
    _allow(editors, "home.publish_contactpoint")
    if home is not None:
        _on_pages(editors, home, "add", "change")
    _on_pages(chiefs, root, "add", "change", "publish", "bulk_delete", "lock", "unlock")
    for group in (editors, chiefs):
        _on_files(group, "add_image", "change_image", "choose_image")
        _on_files(group, "add_document", "change_document", "choose_document")
    for tag in LANGUAGES:
        if tag != SOURCE:
            _translators(tag)
    _workflow(chiefs, root)


def _translators(tag: str) -> Group:
    """Those who translate into a language; rights are given to a new group alone."""
    group, is_new = Group.objects.get_or_create(name=translators_of(tag))
    if is_new:
        # The desk keeps them to snippets of their own language.
        _allow(group, "wagtailadmin.access_admin", "home.change_topic", "home.change_contactpoint")
    return group


def ensure_language_home(tag: str) -> Page:
    """The home page of a language, made when the language is first translated into: not live, in
    Wagtail's tree only, with the rights of its translators.
    """
    german = Page.objects.get(depth=2, locale__language_code=SOURCE)
    locale = Locale.objects.get(language_code=tag)
    page = german.get_translation_or_none(locale)
    if page is None:
        page = german.specific.copy_for_translation(locale)
    _on_pages(_translators(tag), page, "change")
    return page


def give_language_rights(sender, instance: Page, created: bool, **kwargs) -> None:
    """Receiver: the home page of a language comes with its translators' rights there."""
    tag = instance.locale.language_code
    if created and tag != SOURCE and tag in LANGUAGES:
        _on_pages(_translators(tag), instance, "change")


def _allow(group: Group, *names: str) -> None:
    for name in names:
        app_label, codename = name.split(".")
        found = Permission.objects.filter(
            content_type__app_label=app_label, codename=codename
        ).first()
        if found is not None:
            group.permissions.add(found)


def _on_pages(group: Group, page: Page, *acts: str) -> None:
    for act in acts:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore",
            content_type__model="page",
            codename=f"{act}_page",
        )
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _on_files(group: Group, *codenames: str) -> None:
    # Wagtail asks for the permissions of its own models, also where the models are ours.
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        codename__in=codenames, content_type__app_label__in=("wagtailimages", "wagtaildocs")
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )


def _workflow(chiefs: Group, root: Page) -> None:
    """One workflow for everything: a chief editor approves."""
    WorkflowPage.objects.exclude(workflow__name=WORKFLOW).delete()
    Workflow.objects.exclude(name=WORKFLOW).update(active=False)
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        task, _ = GroupApprovalTask.objects.get_or_create(name="Freigabe durch die Chefredaktion")
        task.groups.add(chiefs)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        for model in HANDED_IN:
            WorkflowContentType.objects.get_or_create(
                content_type=ContentType.objects.get_for_model(apps.get_model("home", model)),
                defaults={"workflow": workflow},
            )
        Task.objects.exclude(pk=task.pk).update(active=False)
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
