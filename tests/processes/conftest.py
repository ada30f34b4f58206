"""A database and a folder of files that other processes see too."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

FILES = "django.core.files.storage.FileSystemStorage"


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The tests' database; a copy of it in a file where that lives in this process's memory."""
    connection.ensure_connection()
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    path = tmp_path / "shared.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        memory.backup(copy)
    connection.connection, connection.settings_dict["NAME"] = None, str(path)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.fixture
def shared_files(settings, tmp_path):
    """Originals and public copies on the disk, as on a machine without buckets."""
    folders = {
        "default": (FILES, "private"),
        "public": ("cms.operations.whole_files.WholeFileStorage", "public"),
    }
    settings.STORAGES = {
        **settings.STORAGES,
        **{
            name: {"BACKEND": backend, "OPTIONS": {"location": tmp_path / folder}}
            for name, (backend, folder) in folders.items()
        },
    }
