"""Width and height of pictures are those they are shown with; their originals are looked at."""

from django.core.files.storage import default_storage
from django.db import migrations

from home.pictures import UNREADABLE, opened, upright_size


def measure_anew(apps, schema_editor):
    """Turned pictures get the size they are shown with, and what was marked in them follows.

    An original that is lost or cannot be read stays as it was. `editions rebuild` does the rest.
    """
    images = apps.get_model("home", "OfficeImage").objects
    for image in images.only(
        "file", "width", "height", "focal_point_x", "focal_point_y",
        "focal_point_width", "focal_point_height",
    ).iterator():
        try:
            with default_storage.open(image.file.name) as file, opened(file) as picture:
                width, height = upright_size(picture)
        except UNREADABLE:
            continue
        if (width, height) == (image.width, image.height):
            continue
        images.filter(pk=image.pk).update(
            width=width,
            height=height,
            focal_point_x=scaled(image.focal_point_x, width, image.width),
            focal_point_y=scaled(image.focal_point_y, height, image.height),
            focal_point_width=scaled(image.focal_point_width, width, image.width),
            focal_point_height=scaled(image.focal_point_height, height, image.height),
        )


def scaled(value, now, before):
    """The mark was made on the upright picture, but counted in the sides of the stored one."""
    return None if value is None else round(value * now / before)


class Migration(migrations.Migration):

    dependencies = [
        ("home", "0003_consent_and_unknown_access"),
    ]

    operations = [
        migrations.RunPython(measure_anew, migrations.RunPython.noop),
    ]
