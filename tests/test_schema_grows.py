"""Within a release the schema only grows: the version before reads it beside the new one.

What is taken away or renamed goes in two releases: first the code stops using it, then it goes, in
a migration that says so (``takes_away = True``). Migrations up to ``BEFORE`` are as they are.
"""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.models import NOT_PROVIDED

from cms.operations.renovation import on_disk

BEFORE = {
    "accounts": 1, "directory": 7, "editions": 6, "home": 8, "locales": 4, "operations": 3,
    "pressreleases": 7,
}  # fmt: skip
GROWING = (
    migrations.CreateModel, migrations.AddIndex, migrations.RemoveIndex, migrations.RunPython,
    migrations.AlterModelOptions, migrations.AlterModelManagers, migrations.RunSQL,
)  # fmt: skip


def problems_of(migration: migrations.Migration) -> list[str]:
    if getattr(migration, "takes_away", False):
        return []
    return [
        operation.describe() for operation in migration.operations if not _only_grows(operation)
    ]


def _only_grows(operation) -> bool:
    if isinstance(operation, migrations.AddField):
        # A row that the version before writes does not name the column: the database must know.
        field = operation.field
        return field.null or field.many_to_many or field.db_default is not NOT_PROVIDED
    return isinstance(operation, GROWING)


def newer() -> list[migrations.Migration]:
    return [
        import_module(f"{apps.get_app_config(label).name}.migrations.{name}").Migration(name, label)
        for label, name in sorted(on_disk())
        if int(name[:4]) > BEFORE[label]
    ]


@pytest.mark.parametrize("migration", newer(), ids=str)
def test_a_migration_only_adds_what_the_version_before_can_do_without(migration):
    assert problems_of(migration) == []


def test_what_takes_away_is_found():
    class Planted(migrations.Migration):
        operations = [
            migrations.RemoveField("edition", "title"),
            migrations.AddField("edition", "extra", models.IntegerField()),
            migrations.RenameField("edition", "card", "cards"),
        ]

    assert len(problems_of(Planted("9999_planted", "editions"))) == 3
