"""``migrate`` that says how far it is, and nothing else."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.operations.progress import Progress


class QuietMigrate(migrate.Command):
    """Counts the migrations as they are applied; the total is looked up only if there are any."""

    def __init__(self, progress: Progress, **options: Any) -> None:
        super().__init__(**options)
        self.progress = progress
        self.done = self.total = 0

    def migration_progress_callback(self, action, migration=None, fake=False):
        if action == "apply_start" and not self.total:
            executor = MigrationExecutor(connection)
            self.total = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        elif action == "apply_success":
            self.done += 1
            self.progress.tell(f"{self.done}/{self.total} {migration}")
