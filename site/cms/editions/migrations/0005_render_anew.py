"""Everything public waits to be rendered anew: what a search looks through is folded differently.

Each tick renders some of it, the worker the rest; ``editions rebuild`` does it at once.
"""

from django.db import migrations
from django.utils import timezone


def mark_all(apps, schema_editor):
    Edition = apps.get_model("editions", "Edition")
    Dirty = apps.get_model("editions", "Dirty")
    now = timezone.now()
    keys = Edition.objects.order_by("key").values_list("key", flat=True).distinct()
    Dirty.objects.bulk_create(
        [Dirty(key=key, reason="upgrade", since=now) for key in keys], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("editions", "0004_placement_successor")]

    operations = [migrations.RunPython(mark_all, migrations.RunPython.noop)]
