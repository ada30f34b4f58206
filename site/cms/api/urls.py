from django.urls import re_path

from cms.api import views

# Any path, with line breaks in it too: whatever does not exist gets the API's own answer.
urlpatterns = [re_path(r"^(?P<path>[\s\S]*)\Z", views.api)]
