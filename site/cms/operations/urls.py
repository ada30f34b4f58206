from django.urls import path

from cms.operations import probes

urlpatterns = [path("livez", probes.livez), path("readyz", probes.readyz)]
