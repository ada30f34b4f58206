"""What answers where: probes, API, embeds, public media, admin; everything else is the reader's."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("cms.operations.urls")),
    path("api/v1/", include("cms.api.urls")),
    path("admin/documents-private/", include(wagtaildocs_urls)),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("cms.reader.urls")),
]

handler404 = "cms.reader.errors.not_found"
handler500 = "cms.reader.errors.server_error"
