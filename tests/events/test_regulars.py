"""Regulars: invited once to each session, answered with one button, and silence books nothing."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail

from events import bookings as services
from events import outbox, schedule
from events.bookings import AccessRequest, Attendee, BookingError, Preferences
from events.emails.delivery import send_due
from events.models import AccessNeed, Booking, Invitation, Notice, Regular, SessionPage
from events.privacy.retention import erase
from events.recurrence import NthWeekday, Repeat, Weekdays
from events.regulars import enrolment, identity, invitations
from events.regulars.enrolment import enrol, stop
from events.regulars.invitations import enqueue_invitations
from events.regulars.responses import accept, decline
from hub.jobs import run_due_jobs
from tests import factories

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
State = Booking.State
YES, NO = Invitation.Answer.YES, Invitation.Answer.NO

JANUARY = factories.STARTS_AT
FEBRUARY = JANUARY + 28 * DAY
MARCH = FEBRUARY + 28 * DAY
ASKED = FEBRUARY - 21 * DAY  # by day: 10:30am

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return factories.make_series(
        rule=Repeat(on=NthWeekday(4, 2)).to_rule(), first_day=date(2027, 1, 27)
    )


@pytest.fixture
def january(series):
    return factories.make_session(series=series)


@pytest.fixture
def february(series):
    return factories.make_session(series=series, starts_at=FEBRUARY, title="Unpaid carers")


@pytest.fixture
def booking(january, now):
    option = factories.make_option("A BSL interpreter", notice_days=10)
    return factories.make_booking(
        session=january,
        phone="07700 900123",
        needs=("A lift to the door", option),
        supporter="Jo",
        mode="video",
        wishes=Preferences(anything_else="I tire", contact_when="Mornings", share_needs=True),
        now=now,
    )


@pytest.fixture
def regular(booking, now):
    return enrol(booking=booking, now=now)


@pytest.fixture
def invitation(regular, february):
    """Asked about February, and the mail has gone."""
    assert enqueue_invitations(now=ASKED) == 1
    send_due(now=ASKED)
    mail.outbox.clear()
    return Invitation.objects.get()


def invitations_sent(now):
    mail.outbox.clear()
    enqueue_invitations(now=now)
    send_due(now=now)
    return [each for each in mail.outbox if each.subject.startswith("Coming this time?")]


# Signing up -----------------------------------------------------------------------------------------


def test_asking_twice_makes_one_regular(booking, now):
    assert enrol(booking=booking, now=now) == enrol(booking=booking, now=now)
    assert Regular.objects.get().booking == booking


def test_only_a_series_that_repeats_can_be_joined(now):
    alone = factories.make_booking(now=now)

    assert not enrolment.can_enrol(booking=alone, now=now)
    with pytest.raises(BookingError) as refused:
        enrol(booking=alone, now=now)
    assert refused.value.code == "does_not_repeat"


def test_a_cancelled_booking_starts_nothing(booking, now):
    cancelled = services.cancel(booking=booking, now=now)

    with pytest.raises(BookingError) as refused:
        enrol(booking=cancelled, now=now)
    assert refused.value.code == "is_cancelled"


def test_an_erased_or_half_forgotten_booking_starts_nothing(booking, january, now):
    with pytest.raises(BookingError):
        enrol(booking=booking, now=january.ends_at + 30 * DAY)
    Booking.objects.filter(pk=booking.pk).delete()
    with pytest.raises(BookingError):
        enrol(booking=booking, now=now)


def test_a_later_booking_of_the_same_person_becomes_the_newest_one(regular, booking, february, now):
    later = factories.make_booking(session=february, name="ama  mensah", email="AMA@example.org")

    assert identity.regular_for(later) == regular
    assert enrol(booking=later, now=now) == regular
    assert Regular.objects.get().booking == later
    assert enrol(booking=booking, now=now) == regular, "an older one changes nothing"
    assert Regular.objects.get().booking == later


# Who is who -----------------------------------------------------------------------------------------


def for_someone(name, session, **fields):
    """Sam books for this person."""
    return factories.make_booking(
        session=session,
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(Attendee(name=name),),
        **fields,
    )


def test_a_couple_with_one_address_are_two_people(january, now):
    ama = factories.make_booking(session=january, name="Ama", email="us@example.org")
    ben = factories.make_booking(session=january, name="Ben", email="us@example.org")
    regular = enrol(booking=ama, now=now)

    assert identity.regular_for(ama) == regular
    assert identity.regular_for(ben) is None
    assert enrol(booking=ben, now=now) != regular


def test_a_carer_who_books_for_two_people_has_two_questions(january, february, now):
    ama, ben = for_someone("Ama", january), for_someone("Ben", january)
    first = enrol(booking=ama, now=now)
    assert identity.regular_for(ben) is None
    second = enrol(booking=ben, now=now)
    stop(regular=first)

    assert identity.regular_for(ama) is None
    assert identity.regular_for(ben) == second


@pytest.mark.parametrize(
    ("name", "phone", "found"),
    [
        ("Gordon", "01632-960-377", True),
        ("Gordon", "01632 960 378", False),
        ("Ivy", "01632 960 377", False),
    ],
)
def test_without_an_address_the_number_and_the_name_count(
    january, february, now, name, phone, found
):
    one = factories.make_booking(session=january, name="Gordon", email="", phone="01632 960 377")
    regular = enrol(booking=one, now=now)
    other = factories.make_booking(session=february, name=name, email="", phone=phone)

    assert (identity.regular_for(other) == regular) is found


def test_another_series_is_another_matter(regular, now):
    elsewhere = factories.make_session(series=factories.make_series("Evenings"))

    assert identity.regular_for(factories.make_booking(session=elsewhere)) is None


# When we ask ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        (ASKED - timedelta(minutes=1), 0),
        (ASKED, 1),
        (FEBRUARY - 2 * DAY, 1),
        (FEBRUARY - DAY, 1),
        (FEBRUARY - DAY + HOUR, 0),  # less than a day away
        (FEBRUARY + HOUR, 0),
        (ASKED.replace(hour=7, minute=59), 0),
        ((ASKED + DAY).replace(hour=7, minute=59), 0),
        ((ASKED + DAY).replace(hour=8, minute=0), 1),
        ((ASKED + DAY).replace(hour=20, minute=0), 0),
    ],
)
def test_from_three_weeks_before_until_a_day_before_and_only_by_day(
    regular, february, moment, asked
):
    assert enqueue_invitations(now=moment) == asked
    assert Invitation.objects.count() == Notice.objects.filter(kind="invitation").count() == asked


def test_earlier_when_we_must_know_earlier(regular, series, february):
    factories.make_option("A BSL interpreter", notice_days=20)  # four weeks

    assert enqueue_invitations(now=FEBRUARY - 27 * DAY) == 1, (
        "35 days before, but January was yesterday"
    )


def test_not_while_the_newest_booking_is_to_come(regular, february, january):
    factories.make_option("A BSL interpreter", notice_days=20)

    assert enqueue_invitations(now=january.starts_at) == 0
    assert enqueue_invitations(now=january.ends_at) == 1


@pytest.mark.parametrize("fact", [{"status": "cancelled"}, {"live": False}])
def test_a_date_that_nobody_can_book_is_passed_over(regular, series, fact):
    factories.make_session(series=series, starts_at=FEBRUARY, **fact)
    march = factories.make_session(series=series, starts_at=MARCH)

    assert enqueue_invitations(now=ASKED) == 0
    assert enqueue_invitations(now=MARCH - 21 * DAY) == 1
    assert Invitation.objects.get().session == march


def test_a_private_date_is_passed_over(regular, february):
    february.page.view_restrictions.create(restriction_type="login")

    assert enqueue_invitations(now=ASKED) == 0


def test_who_has_booked_already_is_not_asked_and_the_new_answers_count(regular, february):
    booking = factories.make_booking(session=february, needs=("Only listening",))

    assert enqueue_invitations(now=ASKED) == 0
    assert Regular.objects.get().booking == booking


def test_someone_else_with_the_same_address_does_not_count(regular, february):
    factories.make_booking(session=february, name="Ben")

    assert enqueue_invitations(now=ASKED) == 1
    assert Regular.objects.get().booking == regular.booking


def test_who_is_brought_by_someone_else_and_knows_it_is_not_asked(regular, february):
    people = (Attendee(name="Ama Mensah", email="ama@example.org"),)
    booking = factories.make_booking(
        session=february, name="Sam", email="sam@example.org", for_whom="other", people=people
    )
    assert enqueue_invitations(now=ASKED) == 0
    assert Regular.objects.get().booking == regular.booking

    Booking.objects.filter(pk=booking.pk).update(person_knows=False)
    assert enqueue_invitations(now=ASKED) == 1


def test_a_cancelled_booking_is_no_answer(regular, february, now):
    services.cancel(booking=factories.make_booking(session=february), now=now)

    assert enqueue_invitations(now=ASKED) == 1


def test_the_day_of_the_next_question_is_known(regular, series, now):
    assert invitations.next_invitation(regular=regular, now=now) is None
    february = factories.make_session(series=series, starts_at=FEBRUARY)

    assert invitations.next_invitation(regular=regular, now=now) == (ASKED.date(), february)
    enqueue_invitations(now=ASKED)
    assert invitations.next_invitation(regular=regular, now=ASKED) is None


def test_the_pass_does_not_cost_more_for_more_people(
    january, february, now, django_assert_max_num_queries
):
    def come(number):
        name = f"Person {number}"
        booking = factories.make_booking(session=january, name=name, email=f"{number}@example.org")
        enrol(booking=booking, now=now)

    for number in range(3):
        come(number)
    with django_assert_max_num_queries(2):
        assert enqueue_invitations(now=now) == 0
    assert enqueue_invitations(now=ASKED) == 3
    for number in range(3, 12):
        come(number)
    for number in range(3, 12):
        name = f"Person {number}"
        factories.make_booking(session=february, name=name, email=f"{number}@example.org")
    assert enqueue_invitations(now=ASKED) == 0
    with django_assert_max_num_queries(7):
        assert enqueue_invitations(now=ASKED) == 0


# A year ---------------------------------------------------------------------------------------------


def live_for(days, series, now, answer):
    """Look by day and by night, and answer each question at once."""
    schedule.generate_sessions(series=series, now=now)
    asked = []
    moment = now
    while moment < now + days * DAY:
        enqueue_invitations(now=moment)
        for invitation in Invitation.objects.exclude(pk__in=[pk for pk, _ in asked]):
            asked.append((invitation.pk, invitation.session))
            assert invitation.session.starts_at - moment >= DAY
            assert open_invitations(moment) == 1
            answer(invitation, moment)
        moment += 12 * HOUR
    return [session.starts_at for _, session in asked]


def open_invitations(now):
    return Invitation.objects.filter(session__ends_at__gt=now).count()


def make_repeating(on):
    return factories.make_series(
        "Each time", rule=Repeat(on=on).to_rule(), first_day=date(2027, 1, 13), start_time=time(10)
    )


@pytest.mark.slow("plays up to a year, day by day")
@pytest.mark.parametrize("says", ["nothing", "yes", "no"])
@pytest.mark.parametrize(
    ("on", "days", "least"),
    [(NthWeekday(4, 2), 365, 11), (Weekdays((2,)), 120, 15)],  # both have a change of the clocks
    ids=["a year of months", "a third of a year of weeks"],
)
def test_over_time_there_is_one_question_for_each_date(on, days, least, says, now):
    series = make_repeating(on)
    schedule.generate_sessions(series=series, now=now)
    first = series.sessions.order_by("starts_at").first()
    SessionPage.objects.filter(session__series=series).update(live=True)
    booking = factories.make_booking(session=first, now=now)
    enrol(booking=booking, now=now)

    def answer(invitation, moment):
        if says == "yes":
            accept(invitation=invitation, now=moment)
        elif says == "no":
            decline(invitation=invitation, now=moment)

    asked = live_for(days, series, now, answer)
    dates = list(series.sessions.order_by("starts_at").values_list("starts_at", flat=True))[1:]

    assert asked == dates[: len(asked)], "each date once, in order"
    assert len(asked) >= least
    bookings = Booking.objects.exclude(pk=booking.pk)
    assert bookings.count() == (len(asked) if says == "yes" else 0)
    assert {each.email for each in bookings} <= {"ama@example.org"}


@pytest.mark.slow("plays months, day by day")
def test_the_daily_pass_keeps_a_regular_through_the_forgetting(regular, series, now):
    """With the whole worker: what they need is still known in the next month, and gone after a year."""
    factories.make_session(series=series, starts_at=FEBRUARY)
    moment = now
    while moment < ASKED + DAY:
        run_due_jobs(now=moment)
        moment += DAY
    made = accept(invitation=Invitation.objects.get(), now=moment)

    assert AccessNeed.objects.filter(person__booking=made).count() == 2
    run_due_jobs(now=moment + DAY)
    assert not AccessNeed.objects.exclude(person__booking=made).exists(), "the old ones are gone"


# Yes ------------------------------------------------------------------------------------------------


def test_yes_books_with_everything_they_told_us_last_time(invitation, booking, february):
    Booking.objects.update(discreet_title=True, reminders=False)
    AccessNeed.objects.update(state=AccessNeed.State.IN_PLACE, answer="Nicola comes")
    made = accept(invitation=invitation, now=ASKED)

    assert (made.session, made.state, made.attendance_mode) == (february, State.BOOKED, "video")
    assert (made.contact_name, made.email, made.phone) == (
        "Ama Mensah",
        "ama@example.org",
        "07700 900123",
    )
    assert (made.for_whom, made.anything_else, made.share_needs) == (
        "me-and-supporter",
        "I tire",
        True,
    )
    assert (made.contact_when, made.discreet_title, made.reminders) == ("Mornings", True, False)
    assert [(each.name, each.role) for each in made.people.all()] == [
        ("Ama Mensah", "comes"),
        ("Jo", "supports"),
    ]
    needs = AccessNeed.objects.filter(person__booking=made)
    assert {need.asked_words for need in needs} == {"A lift to the door", "A BSL interpreter"}
    assert {(need.state, need.answer) for need in needs} == {("asked", "")}, "asked anew"
    assert made.uid != booking.uid
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.answered_at) == (YES, ASKED)
    assert Regular.objects.get().booking == made


def test_the_organisers_hear_what_is_needed_and_the_person_gets_the_booking(invitation):
    made = accept(invitation=invitation, now=ASKED)

    kinds = set(made.notices.values_list("kind", flat=True))
    assert kinds == {"confirmation", "organiser-needs"}


def test_pressing_yes_twice_books_once(invitation):
    assert accept(invitation=invitation, now=ASKED) == accept(invitation=invitation, now=ASKED)
    assert Booking.objects.count() == 2


def test_yes_after_booking_by_hand_gives_that_booking(invitation, february):
    booking = factories.make_booking(session=february)

    assert accept(invitation=invitation, now=ASKED) == booking
    assert Booking.objects.count() == 2
    assert Regular.objects.get().booking == booking


def test_yes_to_a_full_session_waits_only_when_they_said_so(invitation, february):
    february.places = 0
    february.save()
    with pytest.raises(BookingError) as refused:
        accept(invitation=invitation, now=ASKED)
    assert refused.value.code == "full"
    invitation.refresh_from_db()
    assert invitation.answer == ""

    made = accept(invitation=invitation, now=ASKED, join_waiting_list=True)
    assert made.state == State.WAITING
    assert accept(invitation=invitation, now=ASKED, join_waiting_list=True) == made


def test_another_way_must_be_chosen_when_theirs_is_not_offered(invitation, february):
    february.by_video = False
    february.save()
    with pytest.raises(BookingError) as refused:
        accept(invitation=invitation, now=ASKED)
    assert refused.value.code == "way_not_offered"

    assert accept(invitation=invitation, now=ASKED, mode="phone").attendance_mode == "phone"


def test_no_can_become_yes_and_yes_is_cancelled_as_ever_and_can_come_back(invitation):
    decline(invitation=invitation, now=ASKED)
    invitation.refresh_from_db()
    assert invitation.answer == NO
    made = accept(invitation=invitation, now=ASKED)
    with pytest.raises(BookingError):
        decline(invitation=invitation, now=ASKED)
    services.cancel(booking=made, now=ASKED)
    decline(invitation=invitation, now=ASKED)
    again = accept(invitation=invitation, now=ASKED + HOUR)

    assert again.state == State.BOOKED
    assert again != made
    assert AccessNeed.objects.filter(person__booking=again).count() == 2
    assert Regular.objects.get().booking == again


def test_the_chain_goes_on_with_what_was_changed(invitation, series, february):
    made = accept(invitation=invitation, now=ASKED)
    services.change(
        booking=made,
        now=ASKED,
        people=[Attendee(name="Ama Mensah", asks=(AccessRequest(words="Slow talk"),))],
    )
    factories.make_session(series=series, starts_at=MARCH)
    assert enqueue_invitations(now=MARCH - 21 * DAY) == 1
    asked = Invitation.objects.exclude(pk=invitation.pk).get()
    third = accept(invitation=asked, now=MARCH - 21 * DAY)

    (person,) = third.people.all()
    assert [need.words for need in person.needs.all()] == ["Slow talk"]


# The states of a question ---------------------------------------------------------------------------


def accept_invitation(invitation, now):
    accept(invitation=invitation, now=now)


def decline_invitation(invitation, now):
    decline(invitation=invitation, now=now)


def fill_session(invitation, now):
    invitation.session.places = 0
    invitation.session.save()


def cancel_date(invitation, now):
    schedule.cancel(session=invitation.session, reason="Snow", now=now)


def move_date(invitation, now):
    starts = FEBRUARY + DAY
    schedule.move(
        session=invitation.session, starts_at=starts, ends_at=starts + 90 * HOUR / 60, now=now
    )


def wait(invitation, now):
    """Nothing happens, and the time goes by: see `LATER`."""


def end_regular(invitation, now):
    stop(regular=invitation.regular)


def erase_booking(invitation, now):

    erase(booking=invitation.regular.booking, now=now)


def hide_date(invitation, now):
    invitation.session.page.unpublish()


LATER = {wait: FEBRUARY + 2 * HOUR}


@pytest.mark.parametrize(
    ("happens", "mail_goes", "yes", "no", "asked_again"),
    [
        (None, True, State.BOOKED, NO, False),
        (accept_invitation, False, State.BOOKED, "already_booked", False),
        (decline_invitation, False, State.BOOKED, NO, False),
        (fill_session, True, "full", NO, False),
        (cancel_date, False, "cancelled_session", NO, False),
        (move_date, False, State.BOOKED, NO, True),
        (hide_date, False, "no_way", NO, False),
        (wait, False, "too_late", "started", False),
        (end_regular, False, "not_asked", "not_asked", False),
        (erase_booking, False, "not_asked", "not_asked", False),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
@pytest.mark.parametrize("has_gone", [False, True])
def test_what_becomes_of_a_question(
    regular, february, happens, mail_goes, yes, no, asked_again, has_gone
):
    """Before its mail has gone, or after it."""
    enqueue_invitations(now=ASKED)
    invitation = Invitation.objects.select_related("session__page", "regular__booking").get()
    if has_gone:
        assert len(invitations_sent(ASKED)) == 1
    if happens:
        happens(invitation, ASKED)
    moment = LATER.get(happens, ASKED + HOUR)

    expected = asked_again or (mail_goes and not has_gone)
    assert len(invitations_sent(moment)) == expected
    assert len(invitations_sent(moment)) == 0, "never twice"
    for act, outcome in ((decline, no), (accept, yes)):
        try:
            made = act(invitation=invitation, now=moment)
        except BookingError as refused:
            assert refused.code == outcome
        else:
            answered = Invitation.objects.get().answer
            assert outcome == (made.state if made else answered)


def test_a_date_that_moves_and_comes_back_is_told_each_time_and_then_no_more(invitation, february):
    there, back = FEBRUARY + DAY, FEBRUARY
    for number, starts in enumerate((there, back, there)):
        moment = ASKED + number * HOUR
        schedule.move(session=february, starts_at=starts, ends_at=starts + HOUR, now=moment)
        (told,) = invitations_sent(moment)
        assert "new date" in told.body
        assert invitations_sent(moment + HOUR / 2) == []
    assert Invitation.objects.count() == 1


def test_who_has_answered_is_not_asked_about_the_new_date(invitation, february):
    decline(invitation=invitation, now=ASKED)
    schedule.move(session=february, starts_at=MARCH, ends_at=MARCH + HOUR, now=ASKED)

    assert invitations_sent(ASKED + HOUR) == []


def test_a_date_that_is_on_again_is_asked_about_if_it_never_was(regular, february):
    enqueue_invitations(now=ASKED)
    schedule.cancel(session=february, reason="Snow", now=ASKED)
    assert invitations_sent(ASKED) == []
    schedule.restore(session=february, now=ASKED)

    assert len(invitations_sent(ASKED + HOUR)) == 1
    assert invitations_sent(ASKED + 2 * HOUR) == []


def test_who_books_by_hand_after_the_question_has_answered_it(invitation, february):
    booking = factories.make_booking(session=february)
    enqueue_invitations(now=ASKED + HOUR)

    invitation.refresh_from_db()
    assert invitation.answer == YES
    assert Regular.objects.get().booking == booking


def test_stopping_leaves_the_bookings(invitation):
    accept(invitation=invitation, now=ASKED)
    stop(regular=invitation.regular)

    assert not Regular.objects.exists()
    assert not Invitation.objects.exists()
    assert Booking.objects.filter(state=State.BOOKED).count() == 2
    assert enqueue_invitations(now=ASKED) == 0


def test_stopping_is_for_one_and_starts_again_with_any_later_booking(invitation, january, now):
    other = factories.make_booking(session=january, name="Kim", email="kim@example.org")
    theirs = enrol(booking=other, now=now)
    made = accept(invitation=invitation, now=ASKED)
    stop(regular=invitation.regular)
    assert Regular.objects.get() == theirs

    assert enrol(booking=made, now=ASKED).booking == made


def test_someone_without_an_address_is_asked_without_a_mail(january, february, now):
    booking = factories.make_booking(session=january, email="", phone="01632 960 001")
    enrol(booking=booking, now=now)

    assert enqueue_invitations(now=ASKED) == 1
    assert enqueue_invitations(now=ASKED + HOUR) == 0
    assert Invitation.objects.count() == 1
    assert not Notice.objects.filter(kind="invitation").exists()


def test_a_mail_that_failed_by_day_waits_for_the_morning(regular, february):
    enqueue_invitations(now=ASKED)
    night = datetime(2027, 2, 3, 23, 0, tzinfo=UTC)
    send_due(now=night)
    assert Notice.objects.filter(kind="invitation", sent_at=None, dismissed_at=None).exists()
    send_due(now=night + 10 * HOUR)
    assert Notice.objects.get(kind="invitation").sent_at


def test_a_question_that_never_arrived_and_was_settled_is_not_put_again(invitation, now):
    notice = invitation.notices.get()
    Notice.objects.filter(pk=notice.pk).update(failed_at=ASKED, problem="SMTPRecipientsRefused")
    outbox.dismiss(notice=notice, now=ASKED)

    run_due_jobs(now=ASKED + HOUR)

    assert invitation.notices.count() == 1
