"""Probes for whoever runs the site: does the process answer, and can it read?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from cms.editions.models import Placement


def livez(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """503 while the database cannot be read or has not been migrated."""
    try:
        Placement.objects.only("pk").first()
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": connection.vendor}, status=503)
    return JsonResponse({"status": "ok"})
