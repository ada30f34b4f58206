"""What is public, and from when until when. Everything a reader or partner gets is read from here.

No table of Wagtail is read on the way out: what is not in these tables cannot leak.
"""

from datetime import UTC, datetime

from django.db import models

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


class Edition(models.Model):
    """One object in one language as it leaves the house; exists only for a real translation.

    The public document is ``card`` and ``detail`` joined into one JSON object; lists serve cards.
    """

    key = models.UUIDField()
    locale = models.CharField(max_length=16)
    type = models.CharField(max_length=32)
    title = models.TextField()
    card = models.TextField()
    detail = models.TextField()
    search_title = models.TextField(default="")
    search_text = models.TextField(default="")
    etag = models.CharField(max_length=32)
    modified_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "locale"], name="one_edition")]

    def __str__(self) -> str:
        return f"{self.type} {self.key} {self.locale}"


class PlacementQuerySet(models.QuerySet):
    def visible(self, at: datetime) -> "PlacementQuerySet":
        """What readers get at a moment; the one place that says what visible means."""
        return self.filter(visible_from__lte=at, visible_until__gt=at, edition__isnull=False)


class Placement(models.Model):
    """Which edition a reader of a language gets for an object, from when until (excluding) when.

    No two overlap for one key and language. Without an edition it is a tombstone: the object was
    public and was taken back; readers get 410 and what ``head`` says. ``journal_due`` is the moment
    at which the journal has to look at the row again.
    """

    key = models.UUIDField()
    type = models.CharField(max_length=32)
    locale = models.CharField(max_length=16)  # the reader's
    served = models.CharField(max_length=16, default="")  # the edition's; another one is a fallback
    edition = models.ForeignKey(
        Edition, null=True, on_delete=models.CASCADE, related_name="placements"
    )
    path = models.CharField(max_length=2000)  # without the language
    head = models.TextField()
    etag = models.CharField(max_length=32)
    facets = models.TextField(default="")  # " topic=integration unit=… "
    published_at = models.DateTimeField()
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(default=FOREVER)
    journal_due = models.DateTimeField(null=True)
    successor = models.UUIDField(null=True)  # of a tombstone; told only while it is visible itself

    objects = PlacementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["type", "locale", "-published_at", "-key", "visible_from", "visible_until"],
                name="placement_list",
                condition=models.Q(edition__isnull=False),  # counting reads the index alone
            ),
            models.Index(fields=["key", "locale"], name="placement_key"),
            models.Index(fields=["path", "locale"], name="placement_path"),
            models.Index(
                fields=["journal_due"],
                name="placement_journal",
                condition=models.Q(journal_due__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} for {self.locale} from {self.visible_from} until {self.visible_until}"


class Dependency(models.Model):
    """What an edition read when rendered: ``object:<key>``, ``image:<pk>``, ``document:<pk>``."""

    key = models.UUIDField()
    locale = models.CharField(max_length=16)
    target = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "key", "locale"], name="one_dependency")
        ]
        indexes = [models.Index(fields=["key"], name="dependency_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.locale} reads {self.target}"


class Waiting(models.Model):
    """Something that has to be done, and how the last try went; see ``waiting``.

    ``problem`` is told to editors, in German; empty before the first failure. What was refused is
    not tried again until somebody publishes anew.
    """

    since = models.DateTimeField()
    problem = models.TextField(default="")
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)  # empty: at once
    is_refused = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Dirty(Waiting):
    """An object whose editions must be rendered anew, and why. The queue is only a wake-up."""

    key = models.UUIDField(unique=True)
    reason = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


class Postponed(Waiting):
    """Work beside rendering that is still to be done for an object, or was refused.

    ``copies:<key>``: its public copies; ``publication:<type>:<pk>``: what was scheduled.
    """

    name = models.CharField(max_length=80, unique=True)
    key = models.UUIDField(db_index=True)

    def __str__(self) -> str:
        return self.name


class Change(models.Model):
    """One line of the journal that partners follow; written only for what is or was visible.

    ``answers`` is a hash of all answers that show the text, in whatever language they were asked
    for.
    """

    seq = models.BigIntegerField(primary_key=True)
    op = models.CharField(max_length=20)  # upsert withdraw embargo_lifted state moved
    key = models.UUIDField()
    type = models.CharField(max_length=32)
    locale = models.CharField(max_length=16)
    at = models.DateTimeField()
    etag = models.CharField(max_length=32, default="")
    answers = models.CharField(max_length=32, default="", db_default="")
    state = models.CharField(max_length=20, default="")
    path = models.CharField(max_length=2000, default="")
    reason = models.CharField(max_length=20, default="")
    successor = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["key", "locale", "-seq"], name="change_latest")]

    def __str__(self) -> str:
        return f"{self.seq} {self.op} {self.key} {self.locale}"


class JournalCounter(models.Model):
    """The one row ``Change.seq`` is taken from, under its lock: gap-free, in order of commit.

    Up to ``trimmed_until`` lines may be missing: who has read no further has to start anew.
    """

    last_seq = models.BigIntegerField(default=0)
    trimmed_until = models.BigIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return str(self.last_seq)


class RenderedWith(models.Model):
    """The one row that says what everything public was rendered with, and how fast that went.

    Never part of an entity tag: what is the same after a rebuild is not fetched again.
    """

    version = models.PositiveIntegerField()  # rendering.RENDER_VERSION
    base_url = models.CharField(max_length=300)  # PUBLIC_BASE_URL: stored addresses begin with it
    objects_per_s = models.FloatField(default=0)

    def __str__(self) -> str:
        return f"version {self.version} for {self.base_url}"


class FormerPath(models.Model):
    """An address an object once had; it leads to where the object is now, if that is visible."""

    path = models.CharField(max_length=2000, unique=True)
    key = models.UUIDField(db_index=True)

    def __str__(self) -> str:
        return f"{self.path} → {self.key}"


class MediaUse(models.Model):
    """Which edition shows which public file; a file nobody uses is swept.

    ``leased_until`` is the end of the use: empty where none is in sight, the moment at which the
    edition expires, or past; a publication that is under way holds a lease (with an empty locale)
    on the files it is about to use.
    """

    name = models.CharField(max_length=120)
    key = models.UUIDField()
    locale = models.CharField(max_length=16)
    leased_until = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "key", "locale"], name="one_media_use")
        ]
        indexes = [models.Index(fields=["key"], name="media_use_key")]

    def __str__(self) -> str:
        return self.name
