"""The successor of what was withdrawn gets a column of its own, so that a read can ask for it."""

import json

from django.db import migrations, models


def from_head(apps, schema_editor):
    Placement = apps.get_model("editions", "Placement")
    for row in Placement.objects.filter(edition=None).exclude(head="").iterator():
        row.successor = json.loads(row.head).get("successor")
        if row.successor:
            row.save(update_fields=["successor"])


class Migration(migrations.Migration):
    dependencies = [("editions", "0003_count_by_index_alone")]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="successor",
            field=models.UUIDField(null=True),
        ),
        migrations.RunPython(from_head, migrations.RunPython.noop),
    ]
