"""Our addresses, both of Wagtail's APIs, and a bare view that answers stored bytes.

The bare view stands twice: behind the site's middleware, as any view somebody would write, and at
the API's own door before it.
"""

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
AT_THE_DOOR = "/bench/door/"
BARE: dict[str, tuple[bytes, dict[str, str]]] = {}  # name to what our own view answered

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PagesAPIViewSet)


def bare(request: HttpRequest, name: str) -> HttpResponse:
    body, headers = BARE[name]
    return HttpResponse(body, headers=headers)


class SameDoor(PublicApiFirst):
    """Answers the bare view where our API answers: before the rest of the middleware."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(AT_THE_DOOR):
            return bare(request, request.path_info.removeprefix(AT_THE_DOOR))
        return super().__call__(request)


urlpatterns = [
    path("bench/v2/", router.urls),
    path("bench/v3/", api_v3.urls),
    path("bench/bare/<str:name>", bare),
    path("", include("cms.urls")),
]
