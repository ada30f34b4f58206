"""What readers and partners ask for, and probes. A public process (SURFACE=public) has no more."""

from django.urls import include, path

urlpatterns = [
    path("", include("cms.operations.urls")),
    path("api/v1/", include("cms.api.urls")),
    path("", include("cms.reader.urls")),
]

handler400 = "cms.reader.errors.bad_request"
handler403 = "cms.reader.errors.forbidden"
handler404 = "cms.reader.errors.not_found"
handler500 = "cms.reader.errors.server_error"
