"""One server and one browser for all tests that need a real screen.

The server answers out of the test's own transaction: what the test made is there, and gone
afterwards. Both are started once per process, on the loopback only.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client
from django.test.testcases import LiveServerThread

from tests.required import program


class OneAtATime(StaticFilesHandler):
    """Requests one after another: they share the test's database connection and transaction."""

    lock = threading.Lock()

    def __call__(self, environ, start_response):
        with self.lock:
            return super().__call__(environ, start_response)


@pytest.fixture(scope="session")
def server(django_db_setup) -> Iterator[str]:
    # Not live_server: it empties all tables afterwards, also what migrations wrote.
    connection = connections[DEFAULT_DB_ALIAS]
    connection.inc_thread_sharing()  # to the end: threads of open sockets let go of it late
    thread = LiveServerThread(
        "127.0.0.1", OneAtATime, connections_override={DEFAULT_DB_ALIAS: connection}
    )
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture
def site(db, server) -> Iterator[str]:
    """Address of a server that sees this test's transaction."""
    yield server
    with OneAtATime.lock:
        pass  # a late request of a closed page does not meet the next test


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[..., Any]]:
    """``chromium(steps, …)`` calls ``steps(browser, …)`` in the browser's own thread.

    Where its event loop runs, Django would open another connection.
    """
    path = program("chromium", "Chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with ThreadPoolExecutor(max_workers=1) as thread:
        playwright = thread.submit(lambda: sync_api.sync_playwright().start()).result()
        browser = thread.submit(
            lambda: playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        ).result()
        yield lambda steps, *given: thread.submit(steps, browser, *given).result()
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


@pytest.fixture
def in_browser(chromium, site) -> Callable[..., Any]:
    """Do something on a new page: ``in_browser(steps, …)`` calls ``steps(page, …)`` and gives back
    its result. ``by`` is the client of somebody who is logged in; the rest are the page's options.
    """

    def visit(browser, steps, given, by: Client | None, options):
        size = {"width": options.pop("width", 1280), "height": options.pop("height", 900)}
        context = browser.new_context(base_url=site, viewport=size, **options)
        context.set_default_timeout(15_000)
        if by:
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": by.cookies[name].value, "url": site}])
        try:
            return steps(context.new_page(), *given)
        finally:
            context.close()

    def run(steps, *given, by: Client | None = None, **options):
        return chromium(visit, steps, given, by, options)

    return run
