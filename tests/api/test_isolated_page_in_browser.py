"""A partner's page that isolates itself (COEP) shows our frame and picture and reads our API."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from cms.editions.models import MediaUse

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
NAME = "3" * 40 + ".webp"
PAGE = """<!DOCTYPE html><html lang="de"><meta charset="utf-8"><title>Portal</title>
<img id="picture" alt="" crossorigin="anonymous" src="{site}/media/{name}">
<img id="plain" alt="" src="{site}/media/{name}">
<iframe id="frame" title="Meldungen" width="480" height="500"
  src="{site}/embed/press-releases?locale=de&amp;limit=3&amp;compact=1&amp;theme=light"></iframe>"""
READ = """async site => {
  const answers = {isolated: self.crossOriginIsolated};
  const ask = async (name, path, headers) => {
    try {
      const said = await fetch(site + path, {headers});
      answers[name] = said.status;
      return said;
    } catch (error) { answers[name] = String(error); }
  };
  const more = {"Content-Type": "application/json", "X-Requested-With": "portal", "Pragma": "x"};
  await ask("list", "/api/v1/press-releases?limit=1", more);
  await ask("no slash", "/api/v1", {});
  const part = await ask("part", "/media/NAME", {"Range": "bytes=0-3", "X-Any": "1"});
  answers.bytes = part && [part.headers.get("Content-Range"), (await part.text()).slice(0, 4)];
  await ask("gone", "/media/nothing", {});
  for (const id of ["picture", "plain"]) {
    const picture = document.getElementById(id);
    await picture.decode().catch(() => {});
    answers[id] = picture.naturalWidth;
  }
  const canvas = document.createElement("canvas");
  canvas.getContext("2d").drawImage(document.getElementById("picture"), 0, 0);
  answers.canvas = canvas.toDataURL().startsWith("data:image/png");
  return answers;
}"""


@pytest.fixture
def isolated_page(city, site, tmp_path):
    storages["public"].save(NAME, ContentFile(_picture()))
    MediaUse.objects.create(name=NAME, key=city["first"], locale="de")
    (tmp_path / "index.html").write_text(PAGE.format(site=site, name=NAME))

    class Isolated(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            super().end_headers()

        def log_message(self, *arguments) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Isolated, directory=tmp_path))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/index.html"  # another site than 127.0.0.1
    server.shutdown()
    thread.join()
    server.server_close()
    storages["public"].delete(NAME)


def _picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (8, 8), "red").save(buffer, "WEBP")
    return buffer.getvalue()


def test_a_page_that_isolates_itself_shows_and_reads_all_of_it(isolated_page, site, in_browser):
    def look(page, address):
        page.goto(address)
        page.frame_locator("#frame").locator("h2").first.wait_for()
        return page.evaluate(READ.replace("NAME", NAME), site)

    assert in_browser(look, isolated_page) == {
        "isolated": True,
        "list": 200,
        "no slash": 200,
        "part": 206,
        "bytes": [f"bytes 0-3/{len(_picture())}", "RIFF"],
        "gone": 404,
        "picture": 8,
        "plain": 8,
        "canvas": True,
    }
