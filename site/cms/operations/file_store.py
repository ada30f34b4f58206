"""When the store for pictures and files is full or does not answer: people are told so.

What was begun is undone by whoever began it: a file without its row is taken back, and a
publication puts its copies before its transaction.
"""

import errno
import logging

from botocore.exceptions import BotoCoreError, ClientError
from django.http import HttpRequest, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.localization import get_localized_response

from cms.operations.headers import ADMIN

logger = logging.getLogger(__name__)

_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM}


class FileStoreFailure:
    """Answers the store's errors under the admin's address, and nothing elsewhere."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception):
        if not request.path_info.startswith(ADMIN) or not _is_of_the_store(exception):
            return None
        told = {"neighbour": "storage"}
        logger.error("The store for files failed: %r", exception, extra=told)
        response = get_localized_response(_told, request)
        # Here already: what failed may have been the rendering of another page.
        return response.render() if isinstance(response, TemplateResponse) else response


def _is_of_the_store(exception: Exception) -> bool:
    if isinstance(exception, (BotoCoreError, ClientError)):
        return True
    return isinstance(exception, OSError) and exception.errno in _OF_THE_DISK


def _told(request: HttpRequest):
    sentence = _(
        "The store for pictures and files is full or does not answer. No file was kept, and what"
        " readers see is as before. Please try again in a few minutes; if it does not get better,"
        " tell your administrators."
    )
    headers = {"Retry-After": "60"}
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        # Wagtail's list of uploads shows the sentence at the file.
        status = 200 if request.path_info.endswith("/multiple/add/") else 503
        told = {"success": False, "error_message": sentence}
        return JsonResponse(told, status=status, headers=headers)
    context = {"sentence": sentence}
    return TemplateResponse(
        request, "operations/file_store.html", context, status=503, headers=headers
    )
