from django.db import migrations


def forget_profile_pictures(apps, schema_editor):
    """Profile pictures are switched off, and were never checked like other pictures."""
    apps.get_model("wagtailusers", "UserProfile").objects.exclude(avatar="").update(avatar="")


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0002_hourly_count"),
        ("wagtailusers", "0009_userprofile_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(forget_profile_pictures, migrations.RunPython.noop)]
