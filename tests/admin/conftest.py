"""People of the office, logged in, with the German admin they have in their profile."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client
from django.test.testcases import LiveServerThread
from wagtail.users.models import UserProfile

from home.accounts.models import User
from home.roles import CHIEF_EDITORS, EDITORS, ensure_language_home, ensure_roles, translators_of
from tests import office

PASSWORD = "richtig-langes-kennwort"


def person(name: str, group: str) -> User:
    """Somebody of one group who works with the admin in German."""
    user = User.objects.create_user(username=name, password=PASSWORD, first_name=name.title())
    user.groups.add(Group.objects.get(name=group))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "de"
    profile.save()
    return user


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def press_office(db):
    ensure_roles()
    return office.open_office()


@pytest.fixture
def editor(press_office):
    return person("redaktion", EDITORS)


@pytest.fixture
def chief(press_office):
    return person("chefredaktion", CHIEF_EDITORS)


@pytest.fixture
def translator(press_office):
    ensure_language_home("ar")
    return person("uebersetzung", translators_of("ar"))


@pytest.fixture
def editors_admin(editor):
    return logged_in(editor)


@pytest.fixture
def chiefs_admin(chief):
    return logged_in(chief)


@pytest.fixture
def translators_admin(translator):
    return logged_in(translator)


class OneAtATime(StaticFilesHandler):
    """Requests one after another: they share the test's database connection and transaction."""

    lock = threading.Lock()

    def __call__(self, environ, start_response):
        with self.lock:
            return super().__call__(environ, start_response)


@pytest.fixture
def admin_site(db):
    """Address of a server that sees this test's transaction."""
    # Not live_server: it empties all tables afterwards, also what migrations wrote.
    connection = connections[DEFAULT_DB_ALIAS]
    connection.inc_thread_sharing()
    server = LiveServerThread(
        "127.0.0.1", OneAtATime, connections_override={DEFAULT_DB_ALIAS: connection}
    )
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    connection.dec_thread_sharing()


@pytest.fixture
def in_browser(chromium_path, admin_site):
    """Do something in a browser that somebody is logged in to: ``in_browser(client, steps)`` calls
    ``steps(page)`` and gives back its result.
    """
    sync_api = pytest.importorskip("playwright.sync_api")

    def visit(client: Client, steps, width: int):
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {
            "name": settings.SESSION_COOKIE_NAME,
            "value": session,
            "url": f"{admin_site}/admin/",
        }
        with sync_api.sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium_path, args=["--no-sandbox"]
            )
            context = browser.new_context(
                base_url=admin_site, viewport={"width": width, "height": 900}, locale="de-DE"
            )
            context.set_default_timeout(8_000)
            context.add_cookies([cookie])
            try:
                return steps(context.new_page())
            finally:
                browser.close()

    def run(client: Client, steps, width: int = 1280):
        # A thread of its own: the driver's loop would give the test another database connection.
        with ThreadPoolExecutor(max_workers=1) as pool:
            return pool.submit(visit, client, steps, width).result()

    return run
