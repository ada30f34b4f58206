"""What answers where: the admin, and everything that readers ask for."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms import public_urls
from cms.operations.private_files import private_file

# Wagtail serves documents to anybody; ours are public only as copies that an edition refers to.
private_documents = decorate_urlpatterns(wagtaildocs_urls.urlpatterns, require_admin_access)

urlpatterns = [
    path("admin/media/<path:name>", private_file, name="private_file"),
    path("admin/documents-private/", include(private_documents)),
    path("admin/", include(wagtailadmin_urls)),
    *public_urls.urlpatterns,
]

handler400 = public_urls.handler400
handler403 = public_urls.handler403
handler404 = public_urls.handler404
handler500 = public_urls.handler500
