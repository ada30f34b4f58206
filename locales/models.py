"""What was translated from what: the memory behind "the original has changed since"."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedTranslation(models.Model):
    """The translation readers see of one object in one language, and the source it was made from.

    ``segments`` maps "<context path>#<n-th string there>" to [hash of the source string, origin,
    id of who checked it or null]; origin is ``human``, ``machine`` or ``unsure``. The counts are
    computed whenever the source or this translation is published, never typed in.
    """

    key = models.UUIDField()
    locale = models.CharField(max_length=16)
    source_revision_id = models.IntegerField(null=True)
    segments = models.JSONField(default=dict)
    neutral = models.CharField(max_length=32, default="")  # see locales.neutral; "" is not known
    translated_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    segments_total = models.PositiveIntegerField(default=0)
    segments_outdated = models.PositiveIntegerField(default=0)
    outdated_since = models.DateTimeField(null=True)
    segments_machine = models.PositiveIntegerField(default=0)
    segments_unsure = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_published_translation")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.locale}: {self.state}"

    @property
    def state(self) -> str:
        """``outdated``, ``needs_review``, ``machine`` or ``current``, in this precedence."""
        if self.segments_outdated:
            return "outdated"
        if self.segments_unsure:
            return "needs_review"
        if self.segments_machine:
            return "machine"
        return "current"


class TranslationRequest(models.Model):
    """An editor's wish to have one object in one language; the worker makes the draft for it.

    The row is the truth, the queue only a wake-up: what the worker lost is asked for again.
    """

    class Status(models.TextChoices):
        """How far the worker is."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("ready to be translated")
        FAILED = "failed", _("failed")

    content_type = models.ForeignKey("contenttypes.ContentType", on_delete=models.CASCADE)
    key = models.UUIDField()
    locale = models.CharField(max_length=16)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    problem = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_translation_request")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.locale}: {self.status}"
