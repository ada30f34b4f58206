"""A request for a host that is not ours: the same 400 on every surface.

RFC 9110, section 7.4. The probes are left out: a load balancer asks by address.
"""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.log import log_response

from cms.operations.probes import PROBES
from cms.reader.errors import bad_request

_TOLD_CHARS = 100


class KnownHostsOnly:
    """Stands before static files, API and redirects, none of which asks for the host by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = CSPMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info in PROBES or _is_known(request):
            return self.get_response(request)
        response = bad_request(request)
        # One line in the log, which names what ALLOWED_HOSTS lacks; no traceback.
        host = request.META.get("HTTP_HOST", "")[:_TOLD_CHARS]
        log_response("Not in ALLOWED_HOSTS: %r", host, response=response, request=request)
        return self.policy.process_response(request, response)


def _is_known(request: HttpRequest) -> bool:
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False
