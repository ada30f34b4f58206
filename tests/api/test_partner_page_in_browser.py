"""What docs/partners.md promises works: from another website in a browser, and with curl."""

import functools
import json
import re
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.api.city import ARABIC_HEADLINE
from tests.required import program

DOCS = Path(__file__).resolve().parents[2] / "docs"
PUBLISHED_AT = "https://vielfalt.stadt.example.org"
COMMANDS = re.findall(
    r"^curl (?:-H '(?P<header>[^']+)' )?'(?P<address>[^']+)'$",
    (DOCS / "partners.md").read_text(),
    re.M,
)
IN_GERMAN = (DOCS / "partners.de.md").read_text()
RUNS_AT = "http://127.0.0.1:8000"
README_ADDRESSES = re.findall(r'curl -s "([^"]+)"', (DOCS.parent / "README.md").read_text())

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def open_city(city, site):
    """The city behind a real socket; its address."""
    return site


@pytest.fixture
def portal(tmp_path, open_city):
    """The example page on a website of its own: another port is another origin."""
    page = (DOCS / "examples" / "portal.html").read_text().replace(PUBLISHED_AT, open_city)
    (tmp_path / "portal.html").write_text(page)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/portal.html"
    server.shutdown()
    thread.join()
    server.server_close()


def headlines_on(page, portal) -> tuple[list[list[str]], list[str]]:
    """Language, direction and text of each headline shown, and what the browser complained of."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(portal)
    page.locator("#news li").nth(2).wait_for()
    links = page.locator("#news a")
    return links.evaluate_all("found => found.map(a => [a.lang, a.dir, a.textContent])"), said


def test_a_news_portal_shows_our_headlines_in_arabic(portal, in_browser):
    links, said = in_browser(headlines_on, portal)
    assert len(links) == 3
    assert {tuple(link[:2]) for link in links} <= {("ar", "rtl"), ("en", "ltr"), ("de", "ltr")}
    assert not [text for text in said if "CORS" in text]


def test_the_example_page_is_short():
    assert len((DOCS / "examples" / "portal.html").read_text().splitlines()) <= 15


def test_both_documents_have_the_same_requests_and_frames():
    assert len(COMMANDS) == 8
    for _header, address in COMMANDS:
        assert f"'{address}'" in IN_GERMAN
    for text in (IN_GERMAN, (DOCS / "partners.md").read_text()):
        assert re.findall(r'<iframe src="([^"]+)"', text) == [
            f"{PUBLISHED_AT}/embed/press-releases?locale=ar&limit=3&compact=1&theme=light"
        ]


@pytest.mark.parametrize(("header", "address"), COMMANDS)
def test_the_requests_of_the_document_work(open_city, header, address):
    command = [program("curl"), "--silent", "--fail", address.replace(PUBLISHED_AT, open_city)]
    done = subprocess.run(
        [*command, *(["-H", header] if header else [])], capture_output=True, check=True, timeout=20
    )
    assert json.loads(done.stdout)["items"]


@pytest.mark.parametrize("address", README_ADDRESSES)
def test_the_requests_of_the_readme_work(open_city, address):
    command = [program("curl"), "--silent", "--fail", address.replace(RUNS_AT, open_city)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=20)
    assert "items" in json.loads(done.stdout)


def test_the_second_request_gives_the_arabic_headline(open_city, ask):
    _header, address = COMMANDS[1]
    assert ask(address.removeprefix(f"{PUBLISHED_AT}/api/v1")).titles == [ARABIC_HEADLINE]
