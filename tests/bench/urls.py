"""Our addresses, both of Wagtail's APIs, and views that answer stored bytes and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail.api.conf import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as api_v3
from wagtail.images.api.fields import ImageRenditionField

from pressreleases.models import PressRelease

PressRelease.api_fields = [
    APIField("lead"),
    APIField("body"),
    APIField("picture", serializer=ImageRenditionField("fill-320x240", source="image")),
]
BARE: dict[str, tuple[bytes, dict[str, str]]] = {}  # name to what our own view answered

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PagesAPIViewSet)


def bare(request: HttpRequest, name: str) -> HttpResponse:
    body, headers = BARE[name]
    return HttpResponse(body, headers=headers)


urlpatterns = [
    path("bench/v2/", router.urls),
    path("bench/v3/", api_v3.urls),
    path("bench/bare/<str:name>", bare),
    path("", include("cms.urls")),
]
