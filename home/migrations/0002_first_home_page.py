"""A locale for each language of the table, one German home page, one site."""

from django.db import migrations

from locales.languages import LANGUAGES, SOURCE


def create(apps, schema_editor):
    content_type_model = apps.get_model("contenttypes", "ContentType")
    locale_model = apps.get_model("wagtailcore", "Locale")
    page_model = apps.get_model("wagtailcore", "Page")
    site_model = apps.get_model("wagtailcore", "Site")
    home_model = apps.get_model("home", "HomePage")

    for tag in LANGUAGES:
        locale_model.objects.get_or_create(language_code=tag)
    locale_model.objects.exclude(language_code__in=LANGUAGES).delete()

    site_model.objects.all().delete()
    page_model.objects.filter(depth=2).delete()
    content_type, _ = content_type_model.objects.get_or_create(model="homepage", app_label="home")
    home = home_model.objects.create(
        title="Startseite",
        draft_title="Startseite",
        slug="start",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/start/",
        locale=locale_model.objects.get(language_code=SOURCE),
        live=False,
        has_unpublished_changes=True,
    )
    page_model.objects.filter(depth=1).update(numchild=1)
    site_model.objects.create(
        hostname="localhost", root_page_id=home.pk, is_default_site=True, site_name="Teilhabe"
    )


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
