"""What failed is told where editors look: on their start page and above the text."""

from wagtail import hooks

from cms.editions.telling import ProblemsPanel, tell_problems
from home.admin.start import writes_german


@hooks.register("construct_homepage_panels")
def show_problems(request, panels):
    if writes_german(request.user):
        panels.append(ProblemsPanel())


@hooks.register("before_edit_page", order=-20)
def tell_of_page(request, page):
    if request.method == "GET":
        tell_problems(request, page)


@hooks.register("before_edit_snippet", order=-20)
def tell_of_snippet(request, instance):
    if request.method == "GET":
        tell_problems(request, instance)
