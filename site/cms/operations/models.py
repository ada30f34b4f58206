"""What the running site remembers of itself."""

from django.db import models


class Heartbeat(models.Model):
    """When the scheduler last ran, for the editors' start page."""

    name = models.CharField(max_length=30, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at}"
