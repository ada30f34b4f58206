"""``manage.py db_worker``: django-tasks-db's, which does nothing in a copy nobody has confirmed."""

import logging
import time

from django_tasks_db.management.commands import db_worker

from cms.operations.keeping.installation import why_it_waits

logger = logging.getLogger(__name__)

ASKED_AGAIN_AFTER_S = 2


class Command(db_worker.Command):
    def handle(self, *args, **options):
        if reason := why_it_waits():
            logger.warning("The worker waits. %s", reason)
            while why_it_waits():
                time.sleep(ASKED_AGAIN_AFTER_S)
        return super().handle(*args, **options)
