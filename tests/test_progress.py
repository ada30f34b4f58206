"""Whoever waits for a long command sees that it works, and how far it is."""

import io
import time

import pytest
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db.migrations.executor import MigrationExecutor

from cms.editions.management.commands import editions
from cms.editions.models import Dirty
from cms.editions.publisher import mark_dirty
from cms.operations import progress
from cms.operations.migrating import QuietMigrate
from cms.operations.progress import Progress
from tests import office


class Terminal(io.StringIO):
    """Somebody looks."""

    def isatty(self):
        return True


@pytest.fixture
def patient(monkeypatch):
    """Every object takes two seconds."""
    moment = iter(range(0, 100_000, 2))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(moment))


def run(*arguments: str, out: io.StringIO | None = None) -> str:
    said = out or io.StringIO()
    call_command("editions", *arguments, stdout=said, stderr=said)
    return said.getvalue()


@pytest.fixture
def releases(db):
    return [office.published_release() for _ in range(3)]


def test_in_a_log_a_rebuild_of_a_few_objects_says_every_two_seconds_how_far_it_is(
    releases, patient
):
    said = run("rebuild")
    assert "1/5, go on with --after" in said
    assert "\r" not in said


def test_in_a_log_quick_work_says_why_and_its_result(releases):
    reason, result = run("rebuild").splitlines()
    assert reason.startswith("Not needed: what is public is up to date.")
    assert result.startswith("5 editions in ")


def test_on_a_terminal_the_progress_stands_in_one_line(releases):
    said = run("rebuild", out=Terminal())
    assert "\r\033[K  5/5" in said
    assert said.count("\n") == 2


def test_draining_says_how_many_wait(releases, patient, monkeypatch):
    monkeypatch.setattr(editions, "BATCH", 1)
    mark_dirty([release.translation_key for release in releases], "test")
    said = run("drain")
    assert "1 rendered, 2 wait" in said
    assert "3 objects rendered." in said


def test_what_cannot_be_rendered_does_not_keep_draining_for_ever(releases, monkeypatch):
    monkeypatch.setattr(editions, "BATCH", 1)
    mark_dirty([release.translation_key for release in releases], "test")
    with monkeypatch.context() as broken:
        broken.setattr("cms.editions.draining.refresh", lambda *args, **named: 1 / 0)
        assert "0 objects rendered." in run("drain")
    assert Dirty.objects.exclude(problem="").count() == 3


def test_a_comparison_that_takes_long_says_that_it_goes_on(releases, monkeypatch):
    monkeypatch.setattr(progress, "EVERY_S", 0.05)
    monkeypatch.setattr(editions, "differences", lambda: time.sleep(0.3) or iter(()))
    said = run("verify")
    assert "Comparing …" in said
    assert "no differences" in said


def test_migrations_are_counted_as_they_are_applied(db, monkeypatch):
    planned = ["first", "second"]
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: planned)
    terminal = Terminal()
    command = QuietMigrate(Progress(OutputWrapper(terminal)))
    for migration in planned:
        command.migration_progress_callback("apply_start", migration)
        command.migration_progress_callback("apply_success", migration)
    assert terminal.getvalue() == "\r\033[K  1/2 first\r\033[K  2/2 second"
