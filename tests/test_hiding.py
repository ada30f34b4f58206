"""Hiding is synchronous and in every language; 410 only for what was public and was taken back."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.editions.models import Edition
from home.models import ContentPage, HomePage
from home.snippets import Topic
from home.web_addresses import public_address
from pressreleases.models import PressRelease, PressReleaseIndex
from tests import office

pytestmark = pytest.mark.django_db


def status(api, release, tag="de"):
    return api(f"/press-releases/{release.translation_key}?locale={tag}").status


@pytest.fixture
def release():
    release = office.published_release("Kanarienvogel")
    office.translated(release, "ar")
    return release


def withdraw(release):
    release.withdraw("erroneous")


def restrict(release):
    PageViewRestriction.objects.create(page=release, restriction_type="login")


HIDINGS = {
    "unpublished": (lambda release: release.unpublish(), 404),
    "withdrawn": (withdraw, 410),
    "restricted": (restrict, 404),
    "deleted": (lambda release: release.delete(), 410),
    "press office unpublished": (lambda release: release.get_parent().specific.unpublish(), 404),
    "press office restricted": (lambda release: restrict(release.get_parent()), 404),
    "press office deleted": (lambda release: release.get_parent().specific.delete(), 410),
    "home page unpublished": (
        lambda release: HomePage.objects.get(locale__language_code="de").unpublish(),
        404,
    ),
}


@pytest.mark.parametrize("way", HIDINGS)
@pytest.mark.parametrize("tag", ["de", "ar", "en"])
def test_what_is_hidden_is_gone_in_every_language_before_any_worker_runs(way, tag, release, api):
    hide, expected = HIDINGS[way]
    assert status(api, release, tag) == 200
    hide(release)
    assert status(api, release, tag) == expected
    assert json.loads(api(f"/press-releases?locale={tag}").body)["count"] == 0
    assert not Edition.objects.filter(key=release.translation_key).exists()


def test_what_never_was_public_is_answered_like_what_never_existed(api):
    nothing = api(f"/press-releases/{uuid4()}?locale=de")
    draft = office.draft_release("Geheim")
    embargoed = office.published_release(
        "Gesperrt", embargo_until=timezone.now() + timedelta(days=1)
    )
    expired = office.published_release(
        "Vorbei", expire_at=timezone.now() + timedelta(milliseconds=1)
    )
    never_seen = office.published_release(
        "Nie gesehen", embargo_until=timezone.now() + timedelta(days=1)
    )
    never_seen.delete()
    for hidden in (draft, embargoed, expired, never_seen):
        answer = api(
            f"/press-releases/{hidden.translation_key}?locale=de",
            at=timezone.now() + timedelta(seconds=1),
        )
        assert (answer.status, answer.headers, answer.body) == (
            nothing.status,
            nothing.headers,
            nothing.body,
        )


def test_withdrawal_says_why_and_what_came_instead(api):
    better = office.published_release("Besser")
    release = office.published_release("Fehlerhaft")
    release.withdraw("superseded", successor_key=better.translation_key)
    problem = json.loads(api(f"/press-releases/{release.translation_key}?locale=fa").body)
    assert (problem["status"], problem["reason"], problem["successor"]) == (
        410,
        "superseded",
        str(better.translation_key),
    )
    assert "Fehlerhaft" not in json.dumps(problem)


def told_successors(api, release, at=None):
    """What single objects and the journal say came instead, by language."""
    gone = json.loads(api(f"/press-releases/{release.translation_key}?locale=fa", at=at).body)
    told = json.loads(api("/changes?limit=500", at=at).body)["items"]
    return [
        gone["successor"],
        *(change["successor"] for change in told if change["op"] == "withdraw"),
    ]


@pytest.mark.parametrize(
    "hide",
    [PressRelease.unpublish, PressRelease.delete, restrict, withdraw],
    ids=["unpublished", "deleted", "restricted", "withdrawn"],
)
def test_what_came_instead_is_told_only_while_it_is_public(hide, api):
    better, release = office.published_release(), office.published_release()
    office.catch_up()
    release.withdraw("superseded", successor_key=better.translation_key)
    office.catch_up()
    assert told_successors(api, release) == [str(better.translation_key)] * 2
    hide(PressRelease.objects.get(pk=better.pk))
    assert told_successors(api, release)[:2] == [None, None]


def test_an_embargoed_successor_is_told_from_its_second_on(clock, api):
    until = timezone.now() + timedelta(hours=1)
    better = office.published_release("Gesperrt", embargo_until=until)
    release = office.published_release()
    office.catch_up()
    release.withdraw("superseded", successor_key=better.translation_key)
    office.catch_up()
    before = until - timedelta(seconds=1)
    assert told_successors(api, release, before) == [None, None]
    assert told_successors(api, release, until) == [str(better.translation_key)] * 2


def test_what_was_withdrawn_can_be_published_again(api, release):
    release.withdraw("erroneous")
    office.publish(type(release).objects.get(pk=release.pk))
    assert status(api, release) == 200
    assert type(release).objects.get(pk=release.pk).withdrawn_at is None


def test_lifting_a_restriction_shows_the_page_again(api, release):
    restrict(release)
    PageViewRestriction.objects.get().delete()
    assert status(api, release, "ar") == 200


def test_publishing_the_press_office_again_shows_its_releases(api, release):
    parent = release.get_parent().specific
    parent.unpublish()
    office.publish(type(parent).objects.get(pk=parent.pk))
    office.catch_up()
    assert status(api, release, "ar") == 200


def test_a_withdrawn_translation_leaves_the_fallback(api, release):
    release.get_translations().get(locale__language_code="ar").specific.unpublish()
    answer = json.loads(api(f"/press-releases/{release.translation_key}?locale=ar").body)
    assert answer["locale"] == "de"
    assert [entry["locale"] for entry in answer["translations"]] == ["de"]


def test_hiding_many_is_one_update(django_assert_max_num_queries, release):
    for _ in range(12):
        office.published_release()
    parent = PressReleaseIndex.objects.get(locale__language_code="de")
    with django_assert_max_num_queries(60) as captured:
        parent.unpublish()
    updates = [
        q
        for q in captured.captured_queries
        if 'UPDATE "editions_placement" SET "edition_id" = NULL, "visible_until"' in q["sql"]
    ]
    assert len(updates) <= 1


def test_the_title_of_a_hidden_page_leaves_other_texts_at_once(api, settings):
    target = office.add_page("Streng geheimer Titel")
    texts = [
        office.published_release(
            body=[("paragraph", f'<p>Siehe <a linktype="page" id="{target.pk}">dort</a>.</p>')]
        )
        for _ in range(3)
    ]
    read = lambda page: json.loads(api(f"/press-releases/{page.translation_key}?locale=de").body)  # noqa: E731 - one line, three uses
    assert "streng-geheimer-titel" in read(texts[0])["body_html"]
    target.unpublish()
    for text in texts:
        assert read(text)["body_html"] == "<p>Siehe dort.</p>"
    office.publish(ContentPage.objects.get(pk=target.pk))
    assert "streng-geheimer-titel" in read(texts[0])["body_html"]


def test_a_deleted_topic_leaves_its_releases(api):
    topic = office.add_topic("Kanarienthema", "kanarienthema")
    release = office.draft_release()
    release.topics = [topic]
    release = office.publish(release)
    assert "Kanarienthema" in api("/press-releases?locale=de").body.decode()
    Topic.objects.get().delete()
    assert "anarienthema" not in api("/press-releases?locale=de").body.decode()


def test_a_moved_page_answers_at_its_new_address_and_the_old_one_leads_there(api):
    first, second = office.add_page("Erste"), office.add_page("Zweite")
    below = ContentPage(title="Darunter", live=False)
    first.add_child(instance=below)
    office.publish(below)
    first.move(second, pos="last-child")
    office.catch_up()
    found = json.loads(api("/resolve?path=/de/erste/darunter/").body)
    assert (found["url"], found["moved"]) == (public_address("/de/zweite/erste/darunter/"), True)


def test_an_address_from_before_it_was_hidden_leads_to_where_it_is_now(api, clock):
    page, other = office.add_page("Erste"), office.add_page("Zweite")
    office.catch_up()
    page.unpublish()
    clock.shift(60)
    office.catch_up()
    ContentPage.objects.get(pk=page.pk).move(other, pos="last-child")
    assert api("/resolve?path=/de/erste/").status == 404
    office.publish(ContentPage.objects.get(pk=page.pk))
    found = json.loads(api("/resolve?path=/de/erste/").body)
    assert (found["url"], found["moved"]) == (public_address("/de/zweite/erste/"), True)


def test_a_page_that_will_expire_is_named_by_what_ends_with_it_or_before(api, clock):
    later = {days: timezone.now() + timedelta(days=days) for days in (10, 20, 30)}
    parent = office.add_page("Oben", expire_at=later[20])
    below = ContentPage(title="Darunter", live=False)
    parent.add_child(instance=below)
    office.publish(below)
    link = [("paragraph", f'<p>Siehe <a linktype="page" id="{parent.pk}">dort</a>.</p>')]
    ends = {
        "before": office.published_release(body=link, expire_at=later[10]),
        "after": office.published_release(body=link, expire_at=later[30]),
        "never": office.published_release(body=link),
    }

    def read(page, collection):
        return json.loads(api(f"/{collection}/{page.translation_key}?locale=de").body)

    assert [step["title"] for step in read(below, "pages")["breadcrumbs"]][-1] == "Oben"
    named = {
        name: "/oben/" in read(page, "press-releases")["body_html"] for name, page in ends.items()
    }
    assert named == {"before": True, "after": False, "never": False}


def test_the_scheduler_unpublishes_what_expired(api, clock):
    release = office.published_release(expire_at=timezone.now() + timedelta(hours=1))
    clock.shift(3600)
    assert status(api, release) == 404
    call_command("publish_scheduled")
    assert status(api, release) == 404


def test_a_page_that_is_not_for_everybody_can_be_deleted(release):
    restrict(release)
    below = office.published_release()
    parent = release.get_parent().specific
    restrict(parent)
    PressRelease.objects.get(pk=release.pk).delete()
    PressReleaseIndex.objects.get(pk=parent.pk).delete()
    keys = [release.translation_key, below.translation_key, parent.translation_key]
    assert not Edition.objects.filter(key__in=keys).exists()
