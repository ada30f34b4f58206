from django.urls import path

from cms.api import views

urlpatterns = [path("<path:path>", views.api), path("", views.api, {"path": ""})]
