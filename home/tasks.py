"""Background work on the office's files: one task per file, with names only."""

from django.apps import apps
from django_tasks import task


@task()
def delete_stored_file(label: str, name: str) -> None:
    """Remove a file no row of the model names any more; what is not there is no error."""
    model = apps.get_model(label)
    if not model._base_manager.filter(file=name).exists():
        model._meta.get_field("file").storage.delete(name)
