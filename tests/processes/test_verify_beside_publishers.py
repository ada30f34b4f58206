"""``editions verify`` while editors publish: it takes its turn, and neither stops the other."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from cms.editions.verifying import differences
from home.models import Topic
from pressreleases.models import PressRelease
from tests import office

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.usefixtures("shared_database", "shared_files"),
]
PUBLISHERS, SECONDS = 4, 8


def test_verify_beside_four_publishers_finds_nothing_and_stops_nobody(capsys):
    topics = [office.add_topic(f"Thema {number}", f"thema-{number}") for number in range(3)]
    picture = office.add_picture()
    keys = []
    for number in range(8):
        release = office.draft_release(image=picture, image_alt="Ein Bild")
        release.topics = topics[: number % 3 + 1]
        keys.append(office.publish(release).pk)
    office.catch_up()
    over = threading.Event()

    def publish(seed: int) -> int:
        chance = random.Random(seed)
        count = 0
        try:
            while not over.is_set():
                release = PressRelease.objects.get(pk=chance.choice(keys))
                release.title = f"Titel {seed}-{count}"
                office.publish(release)
                if chance.random() < 0.2:
                    topic = chance.choice(Topic.objects.filter(locale__language_code="de"))
                    topic.label = f"Thema {seed}-{count}"
                    office.publish(topic)
                count += 1
        finally:
            connections.close_all()
        return count

    rounds = 0
    with ThreadPoolExecutor(PUBLISHERS) as editors:
        publishing = [editors.submit(publish, seed) for seed in range(PUBLISHERS)]
        began = time.monotonic()
        try:
            while time.monotonic() - began < SECONDS:
                assert list(differences()) == []
                rounds += 1
        finally:
            over.set()
        counts = [editor.result() for editor in publishing]
    with capsys.disabled():
        print(f"\nverify {rounds} times beside {sum(counts)} publications")  # noqa: T201 - asked for
    assert rounds
    assert min(counts)
