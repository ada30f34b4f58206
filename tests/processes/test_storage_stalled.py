"""The file server stops answering: pictures wait or are refused, texts do not notice."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from cms.editions.models import MediaUse
from tests import office
from tests.processes.web import web
from tests.silent import silent_server

# Once is enough: the database has no part in it.
pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.usefixtures("shared_database", "shared_files"),
]
LIST = "/api/v1/press-releases?locale=de"
CLIENTS = 12
LONGEST_S = 15
TEXT_S = 2.0
WAVES = 3


@pytest.fixture
def pictures(shared_database):
    """Addresses of pictures that readers may see."""
    release = office.published_release()
    names = [f"{number:040x}.webp" for number in range(CLIENTS)]
    for name in names:
        MediaUse.objects.create(name=name, key=release.translation_key, locale="de")
    return [f"/media/{name}" for name in names]


def test_twelve_readers_wait_for_pictures_and_text_is_there_at_once(pictures, tmp_path, capsys):
    with silent_server() as store:
        buckets = {
            "AWS_STORAGE_BUCKET_NAME": "private",
            "AWS_PUBLIC_BUCKET_NAME": "public",
            "AWS_S3_ENDPOINT_URL": f"http://127.0.0.1:{store.port}",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
        }
        with (
            web("teilhabe-public", tmp_path, **buckets) as site,
            ThreadPoolExecutor(CLIENTS) as crowd,
        ):
            assert site.ask(LIST)[0] == 200
            began = time.monotonic()
            asked = [crowd.submit(site.ask, picture) for picture in pictures]
            texts = []
            while time.monotonic() - began < 4:
                texts.append(site.ask(LIST))
                time.sleep(0.05)
            answers = [picture.result() for picture in asked]
            # A process of the server that nobody had asked for a picture finds out by itself.
            for _wave in range(WAVES):
                calls = len(store.calls)
                again = list(crowd.map(site.ask, pictures))
                if len(store.calls) == calls:
                    break
    slowest_text = max(seconds for _status, _body, seconds in texts)
    slowest = max(seconds for _status, _body, seconds in answers)
    with capsys.disabled():
        print(  # noqa: T201 - asked for
            f"\n{len(texts)} texts, slowest {slowest_text:.2f} s; {len(answers)} pictures, "
            f"slowest {slowest:.2f} s; {calls} calls to the store"
        )
    assert {status for status, *_rest in texts} == {200}
    assert slowest_text < TEXT_S
    assert Counter(status for status, *_rest in answers) == {503: CLIENTS}
    assert slowest < LONGEST_S
    assert {status for status, *_rest in again} == {503}
    assert max(seconds for *_rest, seconds in again) < 1
    assert len(store.calls) == calls
