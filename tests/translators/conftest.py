"""Fixtures of the translators' tests."""

import pytest

from tests import office
from tests.translators.people import person


@pytest.fixture
def translation():
    person("translator")
    release = office.published_release("Ein Titel zum Übersetzen")
    translation = office.submit(release, "ar")
    translation.save_target(publish=False)
    return translation
