from tests.admin.conftest import editor, editors_admin, press_office

__all__ = ["editor", "editors_admin", "press_office"]
