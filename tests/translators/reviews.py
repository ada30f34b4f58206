"""What translators and chief editors press on the editing screen."""

import json

from tests.translators.people import client_of


def edit_url(translation):
    return f"/admin/pages/{translation.get_target_instance().pk}/edit/"


def act(role, translation, action, **data):
    return client_of(role).post(edit_url(translation), {"action": action, **data}, follow=True)


def is_live(translation):
    return translation.get_target_instance().live


def served(api, translation):
    return json.loads(api(f"/press-releases/{translation.source.object_id}?locale=ar").body)[
        "locale"
    ]
