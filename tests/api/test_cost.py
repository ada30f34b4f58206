"""What an answer costs: one statement, whatever is asked, and none where nothing is looked up."""

import pytest


@pytest.mark.parametrize(
    "target",
    [
        "/press-releases?limit=1",
        "/press-releases?limit=50",
        "/press-releases?locale=prs&limit=50&expand=detail",
        "/press-releases?locale=de&fallback=false&q=stelle&topic=teilhabe",
        "/press-releases/{first}?locale=ar",
        "/press-releases/{first}?locale=uk&fields=title",
        "/press-releases/{withdrawn}",
        "/press-releases/{draft}",
        "/organizations?near=49.97,8.06",
        "/units",
        "/pages?expand=detail",
        "/search?q=a",
        "/changes",
        "/locales",
        "/resolve?path=/presse/",
    ],
)
def test_every_answer_is_one_statement(ask, city, django_assert_num_queries, target):
    for name in ("first", "withdrawn", "draft"):
        target = target.replace("{" + name + "}", str(city[name]))
    etag = ask(target).headers.get("ETag", "")
    with django_assert_num_queries(1):
        ask(target)
    with django_assert_num_queries(1):
        ask(target, if_none_match=etag)


def test_what_needs_no_database_asks_none(ask, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        for target in ("/", "/openapi.json", "/docs", "/nothing", "/press-releases?limit=0"):
            ask(target)
