"""Originals, admin thumbnails and documents: for people who may use the admin, for nobody else."""

import mimetypes

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access


@require_safe
@require_admin_access
def private_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A stored original as it is; never cached on the way, never sniffed."""
    try:
        file = default_storage.open(name)
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type=content_type, headers=headers)
