"""What answers where: probes, API, embeds, public media, admin; everything else is the reader's."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.operations.private_files import private_file

# Wagtail serves documents to anybody; ours are public only as copies that an edition refers to.
private_documents = decorate_urlpatterns(wagtaildocs_urls.urlpatterns, require_admin_access)

urlpatterns = [
    path("", include("cms.operations.urls")),
    path("api/v1/", include("cms.api.urls")),
    path("admin/media/<path:name>", private_file, name="private_file"),
    path("admin/documents-private/", include(private_documents)),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("cms.reader.urls")),
]

handler400 = "cms.reader.errors.bad_request"
handler403 = "cms.reader.errors.forbidden"
handler404 = "cms.reader.errors.not_found"
handler500 = "cms.reader.errors.server_error"
