"""A small office in which something fails: what is done there, and what must hold all the same."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from importlib import import_module

from django.contrib.auth.models import Group
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page, PageViewRestriction, Revision

from cms.editions import public_media
from cms.editions.draining import drain
from cms.editions.journal import write_journal
from cms.editions.models import Dirty, Edition, Placement, Postponed
from cms.editions.public_media import without_copies
from cms.editions.publisher import mark_dirty
from cms.editions.verifying import all_keys, differences
from cms.operations.ticking import tick
from home.accounts.models import User
from home.media import OfficeImage
from home.models import ContentPage, HomePage, Person, Topic, Unit, UnitIndex, UnitPerson
from home.roles import CHIEF_EDITORS
from pressreleases.models import PressRelease
from tests import office
from tests.surfaces import dump, replay

# Each word stands in one object alone: where it is found, that object is shown.
SECRETS = {"Zielwort": ContentPage, "Themenwort": Topic, "Meldungswort": PressRelease}
GERMAN = {"locale__language_code": "de"}


def build(clock) -> None:
    """A page and a topic that others show, pictures, a person, drafts, and things that are due."""
    target = office.add_page("Zielwort")
    topic = office.add_topic("Themenwort", "themenwort")
    link = [("link", {"page": target, "text": "Hin"})]
    release = office.draft_release(
        "Meldungswort", image=office.add_picture(), image_alt="Ein Bild", body=link
    )
    release.topics = [topic]
    release = office.publish(release)
    office.translated(release, "ar", "كلمة")
    office.add_page("Nennt beide", body=[*link, ("link", {"page": release, "text": "Meldung"})])
    _add_unit(_add_person())
    for number in range(2):
        due = office.draft_release(f"Geplant {number}", image=office.add_picture(), image_alt="x")
        due.go_live_at = timezone.now() + timedelta(hours=1, seconds=number)
        due.save_revision().publish()
    office.published_release("Endet", expire_at=timezone.now() + timedelta(hours=1))
    gone = office.published_release("Schon weg", image=office.add_picture(), image_alt="x")
    gone.unpublish()
    chief = User.objects.create(username="chefin")
    chief.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    edited = PressRelease.objects.get(title="Meldungswort")
    edited.title, edited.image = "Meldungswort, neu", office.add_picture()
    edited.save_revision(user=chief)
    edited.get_workflow().start(edited, chief)
    office.catch_up()
    run_queued_tasks()
    DBTaskResult.objects.all().delete()
    clock.shift(600)


def _add_person() -> Person:
    person = Person(given_name="Erika", family_name="Namenswort", publish_name=True, live=False)
    person.locale = Locale.objects.get(language_code="de")
    person.save()
    person.save_revision().publish()
    return Person.objects.get(pk=person.pk)


def _add_unit(person: Person) -> None:
    index = UnitIndex(title="Amt", live=False)
    HomePage.objects.get(**GERMAN).add_child(instance=index)
    index = office.publish(index)
    unit = Unit(title="Team", kind="team", live=False)
    unit.people = [UnitPerson(person=person, function="Leitung", locale=person.locale)]
    index.add_child(instance=unit)
    office.publish(unit)


# --- What is done -------------------------------------------------------------------------------


def edited() -> PressRelease:
    return PressRelease.objects.get(title__startswith="Meldungswort", **GERMAN)


def publish() -> None:
    edited().latest_revision.publish(user=User.objects.get())


def publish_a_translation() -> None:
    office.translated(edited(), "ar", "جديد")


def approve() -> None:
    edited().current_workflow_task_state.approve(user=User.objects.get())


def target() -> ContentPage:
    return ContentPage.objects.get(title="Zielwort")


def withdraw() -> None:
    target().withdraw("legal", successor_key=edited().translation_key)


def restrict() -> None:
    PageViewRestriction.objects.create(page=target(), restriction_type="login")


def take_back_a_translation() -> None:
    edited().get_translations().get().specific.unpublish()


def withdraw_consent() -> None:
    person = Person.objects.get()
    person.publish_name = False
    person.save_revision().publish()


def delete_a_picture() -> None:
    edited().image.delete()


def hour_later() -> None:
    _clock.shift(3700)


def everything_dirty() -> None:
    mark_dirty(all_keys(), "drill")


def drain_all() -> None:
    drain()
    write_journal()


NOTHING = lambda: None  # noqa: E731 - nothing is arranged
ACTS: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
    # name: what is arranged before, what is done while something fails
    "publish": (NOTHING, publish),
    "publish a translation": (NOTHING, publish_a_translation),
    "approve": (NOTHING, approve),
    "withdraw": (NOTHING, withdraw),
    "unpublish": (NOTHING, lambda: target().unpublish()),
    "delete": (NOTHING, lambda: target().delete()),
    "restrict": (NOTHING, restrict),
    "take a topic back": (NOTHING, lambda: Topic.objects.get().unpublish()),
    "take a translation back": (NOTHING, take_back_a_translation),
    "withdraw consent": (NOTHING, withdraw_consent),
    "delete a picture": (NOTHING, delete_a_picture),
    "drain": (everything_dirty, drain_all),
    "tick": (hour_later, tick),
    "sweep": (NOTHING, public_media.sweep),
}
TOLD_BY_ROWS = ("drain", "tick", "sweep")  # nobody waits for them
_clock = None


def use_clock(clock) -> None:
    global _clock
    _clock = clock


# --- What must hold -----------------------------------------------------------------------------


def wrongs(act: str, told: Exception | None) -> Iterator[str]:
    """What is wrong right after an act in which something failed."""
    yield from hidden_and_visible()
    if Dirty.objects.filter(is_refused=True).exists() or Postponed.objects.filter(is_refused=True):
        yield "parked, though nobody refused it"
    if told is None and act not in TOLD_BY_ROWS and not _is_done(act):
        yield "not done, and nobody was told"
    if told is not None and act == "tick":
        yield f"raised {type(told).__name__}"


def hidden_and_visible() -> Iterator[str]:
    """What stands in the store although it may not be shown."""
    closed = PageViewRestriction.objects.values_list("page__translation_key", flat=True)
    public = Page.objects.filter(live=True, **GERMAN).exclude(translation_key__in=closed)
    shown = Placement.objects.visible(timezone.now())
    for row in shown.exclude(key__in=public.values("translation_key")):
        yield f"visible, though it is hidden: {row}"
    for word, model in SECRETS.items():
        found = model.objects.filter(live=True)
        if model is ContentPage:
            found = found.exclude(translation_key__in=closed).filter(title=word)
        if not found.exists() and _is_said(word):
            yield f"said, though it is hidden: {word}"
    if not Person.objects.filter(publish_name=True, live=True).exists() and _is_said("Namenswort"):
        yield "named, though the consent is withdrawn"
    arabic = PressRelease.objects.filter(locale__language_code="ar", live=True)
    if not arabic.exists() and Edition.objects.filter(type="press_release", locale="ar").exists():
        yield "Arabic, though the translation is taken back"


def _is_said(word: str) -> bool:
    return any(
        word in "".join(parts)
        for parts in [
            *Edition.objects.values_list("title", "card", "detail"),
            *Placement.objects.visible(timezone.now()).values_list("head", "path"),
        ]
    )


def _is_done(act: str) -> bool:
    done = {
        "publish": lambda: _is_said("Meldungswort, neu"),
        "approve": lambda: _is_said("Meldungswort, neu"),
        "publish a translation": lambda: _is_said("جديد"),
        "withdraw consent": lambda: not Person.objects.filter(publish_name=True).exists(),
        "take a topic back": lambda: not Topic.objects.filter(live=True).exists(),
        "take a translation back": lambda: (
            not PressRelease.objects.filter(locale__language_code="ar", live=True).exists()
        ),
        "delete a picture": lambda: OfficeImage.objects.count() == 4,
    }
    hidden = lambda: not _is_said("Zielwort")  # noqa: E731 - for all that hide the page
    return bool(done.get(act, hidden)())


def after_the_cause_ended(clock, act: str) -> Iterator[str]:
    """What is still wrong once worker and scheduler have worked on for a while."""
    for pause in (10, 10, 70, 70, 130, 700):
        tick()
        run_queued_tasks()
        clock.shift(pause)
    tick()
    for row in [*Dirty.objects.all(), *Postponed.objects.all()]:
        yield f"still waits: {row} {row.problem}"
    for key, said in differences():
        yield f"{key}: {'; '.join(said)}"
    if without_copies(all_keys()):
        yield "public copies are missing"
    if replay() != dump():
        yield "the journal tells something else than the lists"
    if act == "tick" and Revision.objects.filter(approved_go_live_at__isnull=False).exists():
        yield "not published at its hour"
    yield from hidden_and_visible()


def run_queued_tasks() -> None:
    """What the worker does: a task that fails stays failed."""
    for result in DBTaskResult.objects.ready():
        task = import_module(result.task_path.rpartition(".")[0])
        function = getattr(task, result.task_path.rpartition(".")[2]).func
        result.claim("drill")
        with suppress(Exception):
            function(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
            result.set_successful(None)
