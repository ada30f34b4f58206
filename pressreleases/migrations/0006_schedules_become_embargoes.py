"""What was never public is held back by its embargo alone: schedules of such releases become one.

A release that was approved for later is published with the next tick, under its embargo, which is
what its editors were promised. Drafts keep their moment. Planned changes of what readers have
already, later languages and releases taken back stay as they are.
"""

from django.db import migrations
from django.utils import timezone
from django.utils.dateparse import parse_datetime


def embargo_instead(apps, schema_editor):
    PressRelease = apps.get_model("pressreleases", "PressRelease")
    Revision = apps.get_model("wagtailcore", "Revision")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind = ContentType.objects.filter(app_label="pressreleases", model="pressrelease").first()
    if kind is None:
        return
    never_public = PressRelease.objects.filter(
        locale__language_code="de", live=False, first_published_at=None
    )
    for release in never_public:
        if release.go_live_at:
            later = max(filter(None, (release.go_live_at, release.embargo_until)))
            PressRelease.objects.filter(pk=release.pk).update(go_live_at=None, embargo_until=later)
        for revision in Revision.objects.filter(content_type=kind, object_id=str(release.pk)):
            _move(revision)


def _move(revision):
    content = revision.content
    moments = [content.get(name) for name in ("go_live_at", "embargo_until")]
    if not moments[0]:
        return
    later = max(parse_datetime(moment) for moment in moments if moment)
    content["go_live_at"], content["embargo_until"] = None, later.isoformat()
    if revision.approved_go_live_at:
        revision.approved_go_live_at = timezone.now()
    revision.save(update_fields=["content", "approved_go_live_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("pressreleases", "0005_dates_as_typed"),
    ]

    operations = [migrations.RunPython(embargo_instead, migrations.RunPython.noop)]
