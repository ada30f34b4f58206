"""What every answer says to the browser beside its content.

https://www.w3.org/TR/permissions-policy/, https://www.w3.org/TR/CSP3/
"""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_FEATURES = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in _FEATURES)
ADMIN = "/admin/"
# What other sites show and read: pictures, files and frames. The API has its own door.
# https://fetch.spec.whatwg.org/#http-cors-protocol, https://html.spec.whatwg.org/#coep
SHARED = ("/media/", "/embed/")
FOR_ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Disposition, Content-Range, ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
}
PRIVATE_FILES = ("/admin/media/", "/admin/documents-private/")
FILE_POLICY = "default-src 'none'; sandbox"


class EveryAnswer:
    """Stands before everything else: no answer leaves without these, an error neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if request.path_info.startswith(SHARED):
            for name, value in FOR_ANY_SITE.items():
                response.headers[name] = value
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        return response


class PolicyByPath(CSPMiddleware):
    """The strict policy for readers, a looser one for the admin, the strictest for private files.

    A preview is a reader's page: its view asks for the strict policy with ``csp_replace``.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase):
        if request.path_info.startswith(ADMIN):
            response.headers["X-Frame-Options"] = "SAMEORIGIN"  # previews are frames of ours
        if request.path_info.startswith(PRIVATE_FILES):
            response.headers["Cache-Control"] = "private, no-store"
            if _is_file(response):
                response.headers[HEADER] = FILE_POLICY  # also over the weaker one of Wagtail's view
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN) and parts.replace is None and not report_only:
            parts.config = settings.ADMIN_SECURITY_POLICY
        return parts


def _is_file(response: HttpResponseBase) -> bool:
    return response.streaming or response.status_code == 304
