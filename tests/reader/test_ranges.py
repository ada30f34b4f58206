"""Parts of public files, as players and readers of PDFs ask for them (RFC 9110, section 14)."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from cms.editions.models import MediaUse

pytestmark = pytest.mark.django_db
NAME = "2" * 40 + ".pdf"
BYTES = bytes(range(256)) * 400  # more than one block
SIZE = len(BYTES)


@pytest.fixture
def file(city, client):
    storages["public"].save(NAME, ContentFile(BYTES))
    MediaUse.objects.create(name=NAME, key=city["release"], locale="de")
    yield lambda method="get", **headers: getattr(client, method)(
        f"/media/{NAME}", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    storages["public"].delete(NAME)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=70000-90000", 70_000, 90_000),
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=100-", 100, SIZE - 1),
        (f"bytes=5-{SIZE * 2}", 5, SIZE - 1),
        ("bytes=-7", SIZE - 7, SIZE - 1),
        (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
        ("Bytes=1-2", 1, 2),
    ],
)
def test_a_part_of_a_file_is_sent_alone(file, asked, first, last):
    answer = file(range=asked)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert b"".join(answer.streaming_content) == BYTES[first : last + 1]
    assert answer["ETag"] == file()["ETag"]
    assert answer["Content-Disposition"] == file()["Content-Disposition"]


@pytest.mark.parametrize(
    "asked",
    [
        "", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=0-1,4-5", "lines=0-1", "0-1",
        "bytes=٠-١", "bytes=1-2x", f"bytes={'9' * 40}-",
    ],
)  # fmt: skip
def test_what_is_no_single_range_gets_the_whole_file(file, asked):
    answer = file(range=asked)
    assert (answer.status_code, answer["Accept-Ranges"]) == (200, "bytes")
    assert b"".join(answer.streaming_content) == BYTES


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_what_begins_past_the_end_is_refused_with_the_length(file, asked):
    answer = file(range=asked)
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer["Content-Range"] == f"bytes */{SIZE}"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_who_holds_another_version_gets_the_whole_file(file):
    same = file()["ETag"]
    assert file(range="bytes=0-9", if_range=same).status_code == 206
    for other in ('"other"', f"W/{same}", "Mon, 02 Mar 2026 09:00:00 GMT"):
        assert file(range="bytes=0-9", if_range=other).status_code == 200


def test_who_has_the_file_already_is_told_so_whatever_the_range(file):
    assert file(range="bytes=0-9", if_none_match=file()["ETag"]).status_code == 304


def test_asking_without_reading_gives_the_whole_length(file):
    answer = file("head", range="bytes=0-9")
    assert (answer.status_code, answer["Content-Length"]) == (200, str(SIZE))
    assert answer["Accept-Ranges"] == "bytes"


def test_a_browser_may_ask_from_any_site(file, client):
    leave = file("options", access_control_request_headers="range, x-any", origin="https://a.org")
    assert (leave.status_code, leave["Access-Control-Allow-Headers"]) == (204, "*")
    for answer in (file(), file(range="bytes=0-1"), client.get("/media/nothing"), leave):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Content-Range" in answer["Access-Control-Expose-Headers"]
