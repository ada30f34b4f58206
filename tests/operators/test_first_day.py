"""The operators' guide, followed to the letter: from an empty machine to the first page."""

import os
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import pytest

from tests.admin.forms import fields_on
from tests.operators.machine import Machine, blocks, machine
from tests.production.beside import buckets
from tests.production.conftest import Answer, Production, wait_for
from tests.required import require

pytestmark = pytest.mark.once


class Browser:
    """Somebody at the machine's door, with the cookies that were set."""

    def __init__(self, site: Production) -> None:
        self.site, self.cookies = site, SimpleCookie()

    def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        headers = {
            "cookie": "; ".join(f"{name}={found.value}" for name, found in self.cookies.items()),
            "referer": f"https://{self.site.host}{path}",
            "content_type": "application/x-www-form-urlencoded",
        }
        answer = self.site.ask(path, "POST" if form else "GET", urlencode(form or {}), **headers)
        for value in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(value)
        return answer


@pytest.fixture(scope="module")
def followed() -> Iterator[tuple[Machine, str]]:
    require(os.geteuid() == 0, "root, who adds users and serves")
    # The heavy way, with every package from the registry, is `make drills`.
    with machine(install_everything=bool(os.environ.get("INSTALL_EVERYTHING"))) as made:
        done = made.follow()
        assert done.returncode == 0, done.stdout + done.stderr
        yield made, done.stdout


@pytest.fixture(scope="module")
def browser(followed) -> Browser:
    made, _said = followed
    ports = made.ports
    certificate = made.prefix / "etc/ssl"
    site = Production(certificate, ports["443"], ports["8000"], ports["80"], {},
                      host="vielfalt.neustadt.example.org")  # fmt: skip
    return Browser(site)


def test_the_guide_has_commands_for_each_step():
    commands = "".join(blocks("The first day"))
    for step in ("useradd", "--require-hashes", "compile_catalogues", "CREATE ROLE", "createdb",
                 "teilhabe.env", "check --deploy", "migrate", "collectstatic", "createsuperuser",
                 "systemctl enable --now", "nginx -t", "/readyz"):  # fmt: skip
        assert step in commands


def test_every_command_of_the_guide_works_up_to_the_probe(followed):
    assert '"status"' in followed[1]


def test_an_empty_site_says_so_with_the_citys_own_name(browser):
    for address in ("/de/", "/ar/"):
        answer = browser.ask(address)
        assert answer.status == 404
        assert "Integrationsbüro" in answer.body.decode()
        assert "Musterstadt" not in answer.body.decode()


def test_the_first_administrator_publishes_the_first_page(followed, browser):
    password = re.search(r"Log in as vera with (\S+), and change it", followed[1]).group(1)
    page = browser.ask("/admin/login/").body.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    log_in = {"username": "vera", "password": password, "csrfmiddlewaretoken": token}
    assert browser.ask("/admin/login/", log_in).headers["Location"] == "/admin/"
    tree = browser.ask("/admin/pages/").body.decode()
    edit = re.search(r"/admin/pages/\d+/edit/", tree).group()
    form = fields_on(browser.ask(edit).body.decode()) | {"body-count": "0"}
    form |= {"title": "Willkommen", "summary": "Für alle.", "action-publish": "1"}
    assert browser.ask(edit, form).status == 302
    # Not asked before: that there is nothing may lie in nginx for the 15 seconds it is true for.
    for address, expected in (
        ("/uk/", "Willkommen"), ("/en/", "Willkommen"),
        ("/api/v1/resolve?path=/de/", '"type":"home"'),
    ):  # fmt: skip
        answer = browser.ask(address)
        assert answer.status == 200
        assert expected in answer.body.decode()


def test_every_process_of_the_units_still_runs(followed):
    made, _said = followed
    units = sorted((made.prefix / "etc/systemd/system").glob("*.service"))
    assert len(units) >= 3
    for unit in units:
        process = int((made.prefix / "run" / f"{unit.name}.pid").read_text())
        log = (made.prefix / "var/log" / f"{unit.name}.log").read_text()
        os.kill(process, 0)
        assert "Traceback" not in log, unit.name


def test_files_move_to_buckets_by_the_guides_commands(followed):
    with buckets() as store:
        endpoint = store["AWS_S3_ENDPOINT_URL"]
        wait_for(urlsplit(endpoint).port)
        done = followed[0].follow("Files in buckets", s3=endpoint, S3_SECRET="geheim")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "teilhabe-private: made\nteilhabe-public: made\n" in done.stdout
