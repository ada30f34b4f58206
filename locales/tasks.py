"""Background work of the translators' desk: one task per object and language, with an id only."""

from django_tasks import task

from locales.desk.requests import carry_out


@task()
def begin_translation(request_id: int) -> None:
    carry_out(request_id)
