"""``manage.py buckets``: makes the two buckets where they are not there yet."""

from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError
from storages.backends.s3 import S3Storage

from cms.operations.bucket_check import make_missing


class Command(BaseCommand):
    help = "Make the buckets that the environment names, where they are not there yet."

    def handle(self, *args, **options):
        buckets = [storages[alias] for alias in ("default", "public")]
        if not all(isinstance(storage, S3Storage) for storage in buckets):
            raise CommandError("The environment names no buckets: AWS_STORAGE_BUCKET_NAME …")
        for storage in buckets:
            made = make_missing(storage)
            self.stdout.write(f"{storage.bucket_name}: {'made' if made else 'is there'}")
