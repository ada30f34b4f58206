"""Who waits for the file server, how long, and who finds out that it is back."""

import threading
import time
from contextlib import suppress

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from cms.operations import buckets
from cms.operations.breaker import Breaker
from cms.operations.buckets import StoreIsAway, asking
from cms.operations.turns import FewAtOnce, NoTurn
from tests.buckets import s3, s3_server

__all__ = ["s3", "s3_server"]


@pytest.fixture
def store(monkeypatch):
    breaker = Breaker(failures=2, open_s=0.2)
    monkeypatch.setattr(buckets, "STORE", breaker)
    return breaker


def answer(error: BaseException | None = None) -> None:
    with asking():
        if error:
            raise error


def refused(status: int) -> ClientError:
    answered = {"Error": {"Code": "X"}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answered, "GetObject")


SILENT = ReadTimeoutError(endpoint_url="https://s3.stadt.example.org")


@pytest.mark.parametrize("error", [SILENT, refused(503)])
def test_after_two_calls_without_an_answer_nobody_calls_for_a_while(store, error):
    for _ in range(2):
        with pytest.raises(type(error)):
            answer(error)
    with pytest.raises(StoreIsAway):
        answer()


@pytest.mark.parametrize("error", [None, FileNotFoundError(), refused(404), refused(403)])
def test_a_refusal_is_an_answer(store, error):
    for _ in range(3):
        with pytest.raises(ReadTimeoutError):
            answer(SILENT)
        with suppress(FileNotFoundError, ClientError):
            answer(error)
    assert not store.is_open


def test_one_caller_finds_out_whether_it_is_back_and_all_others_are_refused(store):
    for _ in range(2):
        with pytest.raises(ReadTimeoutError):
            answer(SILENT)
    time.sleep(0.25)
    assert [store.allows() for _ in range(5)] == [True, False, False, False, False]
    store.failed()
    assert not store.allows()
    time.sleep(0.25)
    answer()
    assert [store.allows() for _ in range(3)] == [True, True, True]


def test_few_wait_and_the_others_are_sent_away(store):
    turns = FewAtOnce(2, patience_s=0.1, slow_s=0.3)
    over = threading.Event()

    def wait() -> None:
        with turns.turn():
            over.wait(5)

    waiting = [threading.Thread(target=wait) for _ in range(2)]
    for thread in waiting:
        thread.start()
    began = time.monotonic()
    with pytest.raises(NoTurn), turns.turn():
        pass
    assert 0.1 <= time.monotonic() - began < 0.3
    time.sleep(0.3)  # by now it is known that it takes long
    began = time.monotonic()
    with pytest.raises(NoTurn), turns.turn():
        pass
    assert time.monotonic() - began < 0.05
    over.set()
    for thread in waiting:
        thread.join()
    with turns.turn():
        pass


def test_a_picture_of_the_bucket_is_read_whole_before_it_is_sent(s3):
    storages["public"].save("bild.webp", ContentFile(b"RIFF" * 1000))
    file = storages["public"].open("bild.webp")
    s3.delete_object(Bucket="public", Key="bild.webp")
    assert file.read() == b"RIFF" * 1000
