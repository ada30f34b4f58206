"""Originals, admin thumbnails and documents: for people who work with them, for nobody else.

What somebody may not have answers as what does not exist.
"""

import mimetypes

from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from cms.operations.file_rights import file_of, may_have


@require_safe
@require_admin_access
def private_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A stored original as it is; never cached on the way, never sniffed."""
    owner = file_of(name)
    if owner is None or not may_have(request, owner):
        raise Http404
    try:
        file = default_storage.open(name)
    except (BotoCoreError, ClientError):  # the store does not answer
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type=content_type, headers=headers)
