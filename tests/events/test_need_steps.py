"""The steps of an access need: which are allowed, what is kept of each, and what opens it again."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events import bookings, schedule
from events.bookings import access_needs
from events.models import AccessNeed, AccessNeedStep, Notice, OrganiserTask
from events.privacy import retention
from hub.models import User
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db
State = AccessNeed.State

# From each state, where an organiser can lead it before the session, and what is added after it.
ANSWERS = {"arranging", "in-place", "not-possible", "talk"}
BEFORE = {
    "asked": ANSWERS,
    "arranging": ANSWERS,
    "in-place": ANSWERS,
    "not-possible": ANSWERS,
    "talk": ANSWERS,
    "checked": set(),
}
AFTER = {"in-place": {"checked"}, "not-possible": {"checked"}, "checked": {"checked"}}
ALL = [(old, new) for old in State.values for new in State.values]


@pytest.fixture
def session(site):
    return make_session(places=20, in_person=True, venue="The Hall, Ely")


@pytest.fixture
def need(session):
    make_booking(session=session, needs=(make_option("An interpreter", notice_days=10),))
    return AccessNeed.objects.get()


@pytest.mark.parametrize("is_over", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("old", "new"), ALL)
def test_each_state_leads_where_the_table_says(old, new, is_over, need, session, now):
    AccessNeed.objects.update(state=old, answer="Old words")
    moment = session.ends_at if is_over else now
    allowed = BEFORE[old] | (AFTER.get(old, set()) if is_over else set())

    def answer():
        return access_needs.answer(need=need, state=new, words="New words", now=moment)

    if new in allowed:
        answer()
    else:
        with pytest.raises(ValidationError):
            answer()
    need.refresh_from_db()
    kept = (new, "New words") if new in allowed else (old, "Old words")
    assert (need.state, need.answer) == kept
    assert need.steps.count() == (new in allowed)


def test_the_screen_offers_the_steps_that_the_table_allows(need, session, now):
    for old in State.values:
        need.state = old
        assert {*access_needs.steps_of(need, now)} == BEFORE[old]
        after = {*access_needs.steps_of(need, session.ends_at)}
        assert after == BEFORE[old] | AFTER.get(old, set())


@pytest.mark.parametrize("words", ["", " \n"])
def test_not_possible_says_what_we_can_do_instead(words, need, now):
    with pytest.raises(ValidationError, match="what you can do instead"):
        access_needs.answer(need=need, state="not-possible", words=words, now=now)
    need.refresh_from_db()
    assert need.state == "asked"


def test_each_step_keeps_who_when_and_the_words_of_that_answer_only(need, now):
    user = User.objects.create_user("olu", "olu@example.org", "brew")
    later = now + timedelta(hours=3)
    access_needs.answer(need=need, state="arranging", words="We ask Mo.", now=now, by=user)
    access_needs.answer(need=need, state="in-place", words="", now=later, by=user)

    steps = list(need.steps.values_list("state", "words", "by__username", "at"))
    assert steps == [("arranging", "We ask Mo.", "olu", now), ("in-place", "", "olu", later)]
    need.refresh_from_db()
    assert need.answer == ""


def test_the_history_is_encrypted_exported_and_forgotten(need, session, now):
    access_needs.answer(need=need, state="talk", words="Markerwords", now=now)
    access_needs.set_note(need=need, note="Markernote", before="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM events_accessneedstep")
        (stored,) = cursor.fetchone()
        cursor.execute("SELECT note FROM events_accessneed")
        (note,) = cursor.fetchone()
    assert stored
    assert note
    assert "Marker" not in stored + note
    exported = str(retention.export(need.person.booking))
    assert "Markerwords" in exported
    assert "Markernote" in exported

    retention.purge_expired(now=session.ends_at + timedelta(days=8))
    assert not AccessNeedStep.objects.exists()


def test_many_needs_are_answered_in_as_many_queries_as_one(session, now):
    def answer(number):
        before = {*AccessNeed.objects.values_list("pk", flat=True)}
        for each in range(number):
            make_booking(session=session, email=f"{number}.{each}@example.org", needs=("Tea",))
        new = {*AccessNeed.objects.values_list("pk", flat=True)} - before
        with CaptureQueriesContext(connection) as queries:
            outcome = access_needs.answer_all(needs=new, state="in-place", words="Yes.", now=now)
        assert len(outcome.changed) == number
        return len(queries)

    assert answer(1) == answer(12)
    assert Notice.objects.filter(kind="answer").count() == 13
    assert set(AccessNeed.objects.values_list("state", flat=True)) == {"in-place"}


def test_of_several_those_that_have_changed_since_are_left_alone(session, need, now):
    make_booking(session=session, email="jo@example.org", needs=("Tea",))
    tea = AccessNeed.objects.last()
    seen = {each.pk: each.changed_at for each in (need, tea)}
    access_needs.answer(need=tea, state="talk", words="Which tea?", now=now + timedelta(seconds=1))

    outcome = access_needs.answer_all(
        needs=seen, state="in-place", words="", now=now + timedelta(minutes=1), seen=seen
    )

    assert [each.pk for each in outcome.changed] == [need.pk]
    assert [each.pk for each in outcome.unseen] == [tea.pk]
    tea.refresh_from_db()
    assert (tea.state, tea.answer) == ("talk", "Which tea?")


# What opens it again -------------------------------------------------------------------


def move(session, now):
    schedule.move(
        session=session,
        starts_at=session.starts_at + timedelta(days=1),
        ends_at=session.ends_at + timedelta(days=1),
        now=now,
    )


@pytest.mark.parametrize("state", ["arranging", "in-place", "not-possible"])
def test_what_was_answered_for_another_time_is_asked_anew(state, need, session, now, mailoutbox):
    access_needs.answer(need=need, state=state, words="Mo comes.", now=now)
    move(session, now)

    need.refresh_from_db()
    assert need.state == "asked"
    assert "Mo comes" not in need.answer
    assert "The day or time has changed" in need.answer
    assert need.steps.last().by is None
    assert OrganiserTask.objects.get().kind == "arrangement-ended"


def test_what_is_there_at_any_time_stays_in_place_when_the_date_moves(session, now):
    make_booking(session=session, needs=(make_option("More breaks"),))
    need = AccessNeed.objects.get()
    access_needs.answer(need=need, state="in-place", words="Two.", now=now)
    move(session, now)
    need.refresh_from_db()
    assert (need.state, need.answer) == ("in-place", "Two.")


def test_another_way_to_join_asks_anew_for_what_was_booked_and_tells_the_organisers(
    need, session, now
):
    booking = need.person.booking
    Notice.objects.update(sent_at=now)
    access_needs.answer(need=need, state="in-place", words="Mo comes.", now=now)
    bookings.change(booking=booking, mode="phone", now=now)

    need.refresh_from_db()
    assert need.state == "asked"
    assert "another way" in need.answer
    assert Notice.objects.open().filter(kind="organiser-needs").exists()


def test_what_belongs_to_the_room_rests_while_its_person_joins_from_elsewhere(session, now):
    booking = make_booking(
        session=session,
        needs=(make_option("A ramp", by_video=False, by_phone=False),),
        mode="in-person",
    )
    need = AccessNeed.objects.get()
    access_needs.answer(need=need, state="in-place", words="By the side door.", now=now)
    bookings.change(booking=booking, mode="video", now=now)

    need = AccessNeed.objects.get()
    assert (need.state, need.answer) == ("asked", "")
    assert access_needs.is_at_rest(need)
    bookings.change(booking=booking, mode="in-person", now=now)
    assert not access_needs.is_at_rest(AccessNeed.objects.get())


# Who sees to it ------------------------------------------------------------------------


def test_one_organiser_takes_what_nobody_does_and_nothing_from_another(need):
    olu, ann = (
        User.objects.create_user(name, f"{name}@example.org", "x") for name in ("olu", "ann")
    )
    assert access_needs.take(needs=[need.pk], user=olu) == 1
    assert access_needs.take(needs=[need.pk], user=ann) == 0
    need.refresh_from_db()
    assert need.owner == olu
    access_needs.hand_over(need=need, owner=ann)
    need.refresh_from_db()
    assert need.owner == ann


def test_a_note_that_has_changed_since_is_not_written_over(need):
    access_needs.set_note(need=need, note="Asked Mo.", before="")
    with pytest.raises(access_needs.AnswerConflict):
        access_needs.set_note(need=need, note="Asked Samira.", before="")
    with pytest.raises(ValidationError):
        access_needs.set_note(need=need, note="x" * 1001, before="Asked Mo.")
    need.refresh_from_db()
    assert need.note == "Asked Mo."
