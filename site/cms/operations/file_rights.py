"""Who may have an original: rights on its collection, or a text of one's own that shows it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import ReferenceIndex, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from home.media import OfficeDocument, OfficeImage
from locales.desk.rights import languages_of

OfficeFile = OfficeImage | OfficeDocument
ACTS = ["add", "change", "delete", "choose"]


def file_of(name: str) -> OfficeFile | None:
    """The picture or document that a stored name belongs to; thumbnails belong to their picture."""
    return (
        OfficeImage.objects.filter(file=name).first()
        or OfficeImage.objects.filter(renditions__file=name).first()
        or OfficeDocument.objects.filter(file=name).first()
    )


def may_have(request: HttpRequest, file: OfficeFile) -> bool:
    """Whether the person logged in works with this file, and its collection is open to them.

    A collection's password is for people who are not logged in: here nobody is asked for it.
    """
    for rule in file.collection.get_view_restrictions():
        if rule.restriction_type != rule.PASSWORD and not rule.accept_request(request):
            return False
    policy = policy_registry.get_by_type(type(file))
    return policy.user_has_any_permission_for_instance(
        request.user, ACTS, file
    ) or _is_in_a_text_of(request.user, file)


def _is_in_a_text_of(user, file: OfficeFile) -> bool:
    """Whether something shows the file that the user translates, or its translation."""
    tags = languages_of(user)
    keys = set()
    references = ReferenceIndex.get_references_to(file).values_list(
        "base_content_type", "object_id"
    )
    for content_type_id, object_id in references:
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is None or not issubclass(model, TranslatableMixin):
            continue
        shown_by: Any = model._default_manager.filter(pk=object_id).select_related("locale").first()
        if shown_by is None:
            continue
        if shown_by.locale.language_code in tags:
            return True
        keys.add(shown_by.translation_key)
    return Translation.objects.filter(
        source__object_id__in=keys, target_locale__language_code__in=tags, enabled=True
    ).exists()
