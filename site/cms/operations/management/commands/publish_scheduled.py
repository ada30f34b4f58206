"""``manage.py publish_scheduled``: as Wagtail's, but what fails stops nothing behind it."""

from django.core.management.base import CommandError
from wagtail.management.commands import publish_scheduled

from cms.operations.keeping.installation import why_it_waits
from cms.operations.scheduling import expire_due, publish_due


class Command(publish_scheduled.Command):
    def handle(self, *args, **options):
        if reason := why_it_waits():
            raise CommandError(reason)
        if options["dryrun"]:
            super().handle(*args, **options)
        else:
            expire_due()
            publish_due()
