"""Our addresses, both of Wagtail's APIs, and a bare view that answers stored bytes."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import include, path
from wagtail.api.conf import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as api_v3
from wagtail.images.api.fields import ImageRenditionField

from cms.api.views import PublicApiFirst
from pressreleases.models import PressRelease

PressRelease.api_fields = [
    APIField("lead"),
    APIField("body"),
    APIField("picture", serializer=ImageRenditionField("fill-320x240", source="image")),
]
BARE_PREFIX = "/bench/bare/"
BARE: dict[str, tuple[bytes, dict[str, str]]] = {}  # name to what our own view answered

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PagesAPIViewSet)


def bare(request: HttpRequest, name: str) -> HttpResponse:
    body, headers = BARE[name]
    return HttpResponse(body, headers=headers)


class SameDoor(PublicApiFirst):
    """The bare view stands where our API stands: before the rest of the middleware."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(BARE_PREFIX):
            return bare(request, request.path_info.removeprefix(BARE_PREFIX))
        return super().__call__(request)


urlpatterns = [
    path("bench/v2/", router.urls),
    path("bench/v3/", api_v3.urls),
    path("", include("cms.urls")),
]
