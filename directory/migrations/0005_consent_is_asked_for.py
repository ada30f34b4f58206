"""A consent is asked for: "not asked yet" is no answer, and what nobody recorded is not a yes.

An earlier version of 0003 wrote "yes" for every profile there was. It stays where somebody has saved
the profile since, with the ticks before their eyes; elsewhere nobody was asked. Where nothing was
ticked, that was the default and no answer either. `editions rebuild` takes the contacts away.
"""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q

CONSENTS = ("consent_web", "consent_api", "consent_print")


def forget_what_nobody_recorded(apps, schema_editor):
    since = when_it_was_written(schema_editor.connection)
    profiles = apps.get_model("directory", "Organization").objects
    profiles.filter(**dict.fromkeys(CONSENTS, False)).update(**dict.fromkeys(CONSENTS))
    profiles.filter(
        Q(latest_revision_created_at__lt=since)
        | Q(latest_revision_created_at=None, first_published_at__lt=since)
    ).update(**dict.fromkeys(CONSENTS))
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="directory", content_type__model="organization"
    )
    for revision in revisions.iterator():
        said = [revision.content.get(name) for name in CONSENTS]
        if revision.created_at < since or not any(said):
            revision.content.update(dict.fromkeys(CONSENTS))
            revision.save(update_fields=["content"])


def when_it_was_written(connection):
    """The moment at which 0003 was applied; long ago if nobody remembers."""
    applied = MigrationRecorder(connection).migration_qs.filter(
        app="directory", name="0003_consent_register_and_checks"
    )
    return applied.values_list("applied", flat=True).first() or datetime.min.replace(tzinfo=UTC)


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0004_words'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AlterField(
            model_name='organization',
            name='consent_api',
            field=models.BooleanField(blank=True, choices=[(None, 'not asked yet'), (True, 'yes'), (False, 'no')], null=True, verbose_name='agrees: through the interface, for other websites and apps'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='consent_print',
            field=models.BooleanField(blank=True, choices=[(None, 'not asked yet'), (True, 'yes'), (False, 'no')], help_text='Phone and e-mail may stand in the brochure. Changes nothing on the website.', null=True, verbose_name='agrees: in print'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='consent_web',
            field=models.BooleanField(blank=True, choices=[(None, 'not asked yet'), (True, 'yes'), (False, 'no')], help_text='Phone and e-mail are public only if the organization agrees to both, website and interface: what stands on the website can be fetched by anybody.', null=True, verbose_name='agrees: on the website'),
        ),
        migrations.RunPython(forget_what_nobody_recorded, migrations.RunPython.noop),
    ]
