"""No site starts with the interface texts of another version."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings import requirements
from locales import compiled
from tests.test_storage import GIVEN


@pytest.fixture
def catalogues(tmp_path, monkeypatch):
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "one"\nmsgstr "واحد"\n', "utf-8")
    (folder / "django.mo").write_bytes(compiled.digest(folder / "django.po").encode())
    monkeypatch.setattr(requirements, "PRODUCTION", True)
    monkeypatch.setattr(requirements.compiled, "stale", lambda: FRESH(tmp_path))
    return folder


FRESH = compiled.stale


def test_what_was_compiled_from_these_texts_will_do(catalogues):
    requirements.refuse_weak(GIVEN)


def test_a_text_that_changed_since_is_refused_whatever_its_date_says(catalogues):
    with (catalogues / "django.po").open("a") as po:
        po.write('\nmsgid "two"\nmsgstr "اثنان"\n')
    with pytest.raises(ImproperlyConfigured, match=r"earlier version's: ar\. Run: python"):
        requirements.refuse_weak(GIVEN)


def test_what_was_never_compiled_is_refused(catalogues):
    (catalogues / "django.mo").unlink()
    with pytest.raises(ImproperlyConfigured, match="not compiled"):
        requirements.refuse_weak(GIVEN)
