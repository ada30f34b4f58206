"""While the site is upgraded: code of one version never writes beside a schema of another.

What a version's code knows are its migrations, and the database remembers those it has had. Where
the two differ, ``migrate`` is still to come or has been run by another version: whoever reads is
served, since a schema only ever grows within a release (``tests/test_schema_grows.py``); whoever
writes waits until this process is started anew.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.localization import get_localized_response

from cms.operations.headers import ADMIN
from cms.operations.kept import of_form

RETRY_AFTER_S = 10


OURS = ("cms", "directory", "home", "locales", "pressreleases")


def on_disk() -> frozenset[tuple[str, str]]:
    """App and name of each of our migrations, none of which is imported for it."""
    return frozenset(
        (app.label, file.stem)
        for app in apps.get_app_configs()
        if app.name.partition(".")[0] in OURS
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    )


class Versions:
    """The migrations that this process knows, read from its own files when it starts."""

    def __init__(self) -> None:
        self._known: frozenset[tuple[str, str]] = frozenset()

    def look(self) -> None:
        """Called where a process starts, before the files on disk can be another version's."""
        self._known = on_disk()

    def differ(self) -> bool:
        """Whether the database has had other migrations than this code knows. One query."""
        if not self._known:
            self.look()
        applied = MigrationRecorder.Migration.objects.using(connection.alias)
        labels = {label for label, _name in self._known}
        return set(applied.filter(app__in=labels).values_list("app", "name")) != self._known


versions = Versions()


def why_nobody_writes() -> str:
    """A sentence for operators; empty while code and schema are of one version."""
    if settings.WATCH_MIGRATIONS and versions.differ():
        return "Code and database are of two versions: `migrate`, then start every process anew."
    return ""


class NobodyWritesMeanwhile:
    """The sentence that the house is being renovated, and the form that was sent, to send again."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response
        if settings.WATCH_MIGRATIONS:
            versions.look()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_writing = request.path_info.startswith(ADMIN) and request.method not in ("GET", "HEAD")
        if is_writing and why_nobody_writes():
            return get_localized_response(_told, request)
        return self.get_response(request)


def _told(request: HttpRequest) -> HttpResponseBase:
    headers = {"Cache-Control": "no-store", "Retry-After": str(RETRY_AFTER_S)}
    if not request.accepts("text/html"):
        # Of the codes that the editor's script knows this one shows the words and changes nothing.
        said = _(
            "The site is being renovated for a moment. Your text is kept here: it is saved as soon "
            "as the work is done."
        )
        answer = {"success": False, "error_code": "locked", "error_message": said}
        return JsonResponse(answer, status=503, headers=headers)
    context = {"kept": of_form(request)}
    response = TemplateResponse(
        request, "operations/renovation.html", context, status=503, headers=headers
    )
    return response.render()
