"""Which topics partners may ask for."""

from datetime import datetime

from django.db.models import Q

from cms.api.problems import ApiError
from home.models import Topic
from locales.languages import SOURCE


def refuse_unknown_topic(slug: str, now: datetime) -> None:
    """ApiError 422 if no public topic has this slug. One statement.

    Asked only where nothing was found: a topic without texts is an empty list, a typing error not.
    """
    public = Q(expire_at=None) | Q(expire_at__gt=now)
    if not Topic.objects.filter(
        public, slug=slug, live=True, locale__language_code=SOURCE
    ).exists():
        raise ApiError(
            422,
            "There is no such topic.",
            [("topic", "Send the `slug` of a topic; GET /api/v1/topics lists them.")],
        )
