"""What the running site remembers of itself."""

from django.db import models
from django.utils import timezone


class Heartbeat(models.Model):
    """When the scheduler last ran, for the editors' start page."""

    name = models.CharField(max_length=30, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at}"


class HourlyCount(models.Model):
    """How often somebody asked for something in one hour; ``who`` is a code, not a name."""

    who = models.CharField(max_length=64)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "hour"], name="one_count_per_hour")]

    def __str__(self) -> str:
        return f"{self.hour}: {self.count}"


class Installation(models.Model):
    """Where this city lives; the one row goes along in every backup, so that a copy can tell.

    ``restored_at`` is set in a copy made by ``manage.py restore`` until somebody confirms it.
    """

    database = models.CharField(max_length=300)
    buckets = models.CharField(max_length=600)
    backed_up_at = models.DateTimeField(null=True)
    restored_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.database} {self.buckets}"


class Letter(models.Model):
    """A mail on its way. The row goes once it is sent; when it is given up, only the text goes."""

    message = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now, null=True, db_index=True)
    problem = models.CharField(max_length=80, blank=True)
    is_servers_fault = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.created_at}, {self.attempts} attempts"
