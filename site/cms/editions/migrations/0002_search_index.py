"""The trigram index behind the public search, kept by the database itself."""

from django.db import migrations

SQLITE = (
    """CREATE VIRTUAL TABLE editions_search USING fts5(
        search_text, content='editions_edition', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER editions_search_insert AFTER INSERT ON editions_edition BEGIN
        INSERT INTO editions_search(rowid, search_text) VALUES (new.id, new.search_text); END""",
    """CREATE TRIGGER editions_search_delete AFTER DELETE ON editions_edition BEGIN
        INSERT INTO editions_search(editions_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text); END""",
    """CREATE TRIGGER editions_search_update AFTER UPDATE OF search_text ON editions_edition BEGIN
        INSERT INTO editions_search(editions_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO editions_search(rowid, search_text) VALUES (new.id, new.search_text); END""",
    "INSERT INTO editions_search(editions_search) VALUES ('rebuild')",
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX editions_search ON editions_edition USING gin (search_text gin_trgm_ops)",
)


def create(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER editions_search_{name}")
        schema_editor.execute("DROP TABLE editions_search")
    else:
        schema_editor.execute("DROP INDEX editions_search")


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
