"""Editors publish contact points themselves; topics and people can be handed in for approval.

For installations that have their groups already: a new one gets them from ``ensure_roles``.
"""

from django.db import migrations


def give(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    editors = Group.objects.filter(name="Redaktion").first()
    publish = Permission.objects.filter(
        content_type__app_label="home", codename="publish_contactpoint"
    ).first()
    if editors is not None and publish is not None:
        editors.permissions.add(publish)
    workflow = Workflow.objects.filter(name="Freigabe", active=True).first()
    if workflow is None:
        return
    for content_type in ContentType.objects.filter(app_label="home", model__in=["topic", "person"]):
        WorkflowContentType.objects.get_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_upright_sizes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
