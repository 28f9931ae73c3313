"""Asking a supplier, and what their answer does to what people asked for."""

import uuid

import pytest

from events import bookings, schedule
from events.bookings import access_needs
from events.models import AccessNeed, Booking, Notice, OrganiserTask, SupplierRequest
from events.suppliers import requests
from events.suppliers.overview import to_tell
from events.suppliers.requests import CALLED_OFF, RequestChanged, RequestClosed
from tests import factories
from tests.events.suppliers.makers import (
    DAY,
    LINE,
    MINUTE,
    answer,
    ask,
    change_of,
    current,
    mails_to_suppliers,
    make_needs,
    make_organiser,
    make_supplier,
    needs_of,
    states,
    tell,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def needs(site):
    return make_needs()


@pytest.fixture
def session(needs):
    return needs[0].person.booking.session


def task():
    return OrganiserTask.objects.open().get()


# What is asked ------------------------------------------------------------------------------------


def test_one_line_says_what_when_where_and_for_how_many(needs, now):
    assert ask(needs, now).line == LINE


def test_a_room_has_its_address_and_several_ways_their_numbers(now):
    session = factories.make_session(
        by_phone=True, in_person=True, venue="The Hall\nSwaffham, PE37 0ZZ\n"
    )
    make_needs(session, names=("Ann",), mode="in-person")
    assert ask(needs_of(session), now).place == "The Hall, Swaffham, PE37 0ZZ"
    make_needs(session, names=("Ben", "Cy"), mode="video")
    make_needs(session, names=("Di",), mode="phone")
    mixed = ask(needs_of(session), now, supplier=make_supplier("Other"))
    assert mixed.place == (
        "online (2 people) and by phone (1 person) and The Hall, Swaffham, PE37 0ZZ (1 person)"
    )
    assert mixed.people == 4


def test_asking_marks_as_being_arranged_and_says_by_whom(needs, session, now):
    ask(needs, now)
    assert states(session) == ["arranging", "arranging"]
    step = needs_of(session)[0].steps.get()
    assert (step.by.username, step.words) == ("olive", "")
    assert Notice.objects.filter(kind="answer").count() == 2


def test_the_same_form_twice_asks_once(needs, now):
    key, supplier = uuid.uuid4(), make_supplier()
    first = ask(needs, now, supplier=supplier, form_key=key)
    assert ask(needs, now, supplier=supplier, form_key=key) == first
    assert Notice.objects.filter(kind="supplier").count() == 1


def test_what_was_answered_since_the_page_was_read_is_not_asked_for(needs, session, now):
    access_needs.answer(need=needs[0], state="in-place", words="We know one.", now=now + MINUTE)
    with pytest.raises(RequestChanged):
        ask(needs, now + 2 * MINUTE)
    assert states(session) == ["in-place", "asked"]
    assert not SupplierRequest.objects.exists()


# What a supplier says -----------------------------------------------------------------------------

# The state of the request and of both needs before, what the supplier says, and the same after.
ANSWERS = [
    (None, "booked", "in-place", "supplier-booked"),
    (None, "cannot", "asked", "supplier-cannot"),
    ("booked", "cannot", "asked", "supplier-cannot"),
    ("cannot", "booked", "in-place", "supplier-booked"),
]


@pytest.mark.parametrize(("before", "says", "state", "kind"), ANSWERS)
def test_an_answer_moves_the_needs_and_tells_organisers(
    before, says, state, kind, needs, session, now
):
    request = ask(needs, now)
    if before:
        answer(request, before, now + MINUTE)
    answer(request, says, now + 2 * MINUTE, words="Kim comes. It costs £90.")

    assert current(request).state == says
    assert states(session) == [state, state]
    assert task().kind == kind
    assert task().words.splitlines()[1:] == [LINE, "They write: Kim comes. It costs £90."]
    assert task().booking is None
    assert Notice.objects.filter(kind="organiser-needs", sent_at=None).exists()


def test_people_read_our_words_when_it_is_booked_and_never_those_of_the_supplier(
    needs, session, now
):
    request = ask(needs, now, words_for_people="Sign Co comes.")
    answer(request, "booked", now + MINUTE, words="£90")
    assert {need.answer for need in needs_of(session)} == {"Sign Co comes."}
    assert "£90" not in "".join(
        step.words for need in needs_of(session) for step in need.steps.all()
    )


def test_the_same_answer_twice_is_one(needs, session, now):
    request = ask(needs, now)
    for number in (1, 2):
        answer(request, "booked", now + number * MINUTE)
    assert task().created_at == now + MINUTE
    assert needs_of(session)[0].steps.count() == 2


def test_other_words_with_the_same_answer_replace_the_task_only(needs, session, now):
    request = ask(needs, now)
    answer(request, "booked", now + MINUTE, words="Kim comes.")
    answer(request, "booked", now + 2 * MINUTE, words="Lee comes.")
    assert "Lee comes." in task().words
    assert needs_of(session)[0].steps.count() == 2


def test_who_read_that_it_is_in_place_hears_that_it_is_not(needs, session, now, mailoutbox):
    request = ask(needs, now)
    answer(request, "booked", now + MINUTE)
    mails_to_suppliers(mailoutbox, now + DAY)
    answer(request, "cannot", now + DAY + MINUTE)
    assert {need.answer for need in needs_of(session)} == {CALLED_OFF}
    mails_to_suppliers(mailoutbox, now + 3 * DAY)
    assert (
        CALLED_OFF in next(each for each in mailoutbox if each.to == ["zebedee0@example.org"]).body
    )


def test_what_an_organiser_answered_meanwhile_stays(needs, session, now):
    request = ask(needs, now)
    access_needs.answer(
        need=needs[0], state="not-possible", words="We are sorry.", now=now + MINUTE
    )
    access_needs.answer(need=needs[1], state="talk", words="", now=now + MINUTE)
    answer(request, "booked", now + 2 * MINUTE)
    assert states(session) == ["not-possible", "talk"]
    assert "What 1 person asked for has changed since. We left it as it is." in task().words
    answer(request, "cannot", now + 3 * MINUTE)
    assert states(session) == ["not-possible", "talk"]


def test_a_booking_that_was_cancelled_meanwhile_is_left_alone(needs, session, now):
    request = ask(needs, now)
    bookings.cancel(booking=needs[0].person.booking, now=now + MINUTE)
    answer(request, "booked", now + 2 * MINUTE)
    assert states(session) == ["arranging", "in-place"]


def test_while_another_supplier_is_asked_nothing_is_asked_anew(needs, session, now):
    first = ask(needs, now)
    second = ask(needs_of(session), now + MINUTE, supplier=make_supplier("Other"))
    answer(first, "cannot", now + 2 * MINUTE)
    assert states(session) == ["arranging", "arranging"]
    answer(second, "cannot", now + 3 * MINUTE)
    assert states(session) == ["asked", "asked"]


def test_what_an_organiser_heard_makes_no_task(needs, session, now):
    request = ask(needs, now)
    answer(request, "booked", now + MINUTE, by=make_organiser())
    assert states(session) == ["in-place", "in-place"]
    assert not OrganiserTask.objects.exists()


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("withdrawn", lambda request, session, now: requests.withdraw(request=request, now=now)),
        (
            "off",
            lambda request, session, now: schedule.cancel(session=session, reason="Ill", now=now),
        ),
        (
            "moved",
            lambda request, session, now: schedule.move(
                session=session,
                starts_at=session.starts_at + DAY,
                ends_at=session.ends_at + DAY,
                now=now,
            ),
        ),
    ],
)
def test_no_answer_is_taken_when_it_is_not_what_was_asked_any_more(
    why, change, needs, session, now
):
    request = ask(needs, now)
    change(request, session, now + MINUTE)
    before = states(session)
    with pytest.raises(RequestClosed, match=why):
        answer(request, "booked", now + 2 * MINUTE)
    assert states(session) == before
    assert current(request).answered_at is None


def test_no_answer_is_taken_when_the_session_is_over(needs, session, now):
    request = ask(needs, now)
    with pytest.raises(RequestClosed, match="over"):
        answer(request, "booked", session.ends_at)
    assert answer(request, "booked", session.ends_at - MINUTE).state == "booked"


def test_an_answer_to_an_earlier_version_is_refused(needs, session, now):
    request = ask(needs, now)
    bookings.cancel(booking=needs[0].person.booking, now=now + MINUTE)
    tell(request, now + 2 * MINUTE)
    with pytest.raises(RequestChanged):
        answer(request, "booked", now + 3 * MINUTE, version=1)
    assert states(session)[1] == "arranging"


# What has changed since ----------------------------------------------------------------------------


def test_nothing_is_out_of_date_at_first_and_after_an_answer(needs, now):
    request = ask(needs, now)
    assert change_of(request) is None
    answer(request, "booked", now + MINUTE)
    assert change_of(request) is None
    assert to_tell(now) == []


def test_a_person_less_is_told_with_one_press_and_asked_anew(needs, session, now):
    request = ask(needs, now)
    answer(request, "booked", now + MINUTE)
    bookings.cancel(booking=needs[0].person.booking, now=now + 2 * MINUTE)

    assert [line.tell for line in to_tell(now)] == ["Tell Sign Co: now 1 person"]
    tell(request, now + 3 * MINUTE)

    row = current(request)
    assert (row.people, row.state, row.version) == (1, "sent", 2)
    assert to_tell(now) == []
    assert states(session) == ["in-place", "in-place"], "what is in place stays so"


def test_someone_who_asks_for_the_same_is_added(needs, session, now):
    request = ask(needs, now)
    answer(request, "booked", now + MINUTE)
    make_needs(session, names=("Joan Webb",), now=now + 2 * MINUTE)

    assert change_of(request).words == "now 3 people"
    tell(request, now + 3 * MINUTE)
    assert states(session) == ["in-place", "in-place", "arranging"]
    answer(request, "booked", now + 4 * MINUTE)
    assert states(session) == ["in-place"] * 3


def test_who_another_supplier_knows_of_is_not_added(needs, session, now):
    request = ask(needs, now)
    make_needs(session, names=("Joan Webb",), now=now + MINUTE)
    ask(needs_of(session)[2:], now + 2 * MINUTE, supplier=make_supplier("Other"))
    assert change_of(request) is None


def test_a_moved_date_is_told_and_asked_anew(needs, session, now):
    request = ask(needs, now)
    answer(request, "booked", now + MINUTE)
    schedule.move(
        session=session,
        starts_at=session.starts_at + DAY,
        ends_at=session.ends_at + DAY,
        now=now + 2 * MINUTE,
    )
    assert states(session) == ["asked", "asked"]
    assert change_of(request).words == "now Thursday 28 January 2027, 10:30am to 12 noon"
    tell(request, now + 3 * MINUTE)
    assert states(session) == ["arranging", "arranging"]
    answer(request, "booked", now + 4 * MINUTE)
    assert states(session) == ["in-place", "in-place"]


def test_a_date_that_is_off_is_told_and_comes_back_open(needs, session, now):
    request = ask(needs, now)
    answer(request, "booked", now + MINUTE)
    schedule.cancel(session=session, reason="Ill", now=now + 2 * MINUTE)
    assert [line.tell for line in to_tell(now)] == ["Tell Sign Co: the date is off"]
    tell(request, now + 3 * MINUTE)
    assert current(request).state == "withdrawn"
    assert to_tell(now) == []
    schedule.restore(session=session, now=now + 4 * MINUTE)
    assert states(session) == ["asked", "asked"]


def test_when_nobody_needs_it_any_more_it_is_called_off(needs, session, now):
    request = ask(needs, now)
    for need in needs:
        bookings.cancel(booking=need.person.booking, now=now + MINUTE)
    assert change_of(request).words == "nobody needs it now"
    tell(request, now + 2 * MINUTE)
    assert current(request).state == "withdrawn"


def test_who_joins_in_a_way_that_it_is_not_for_is_not_counted(site, now):
    session = factories.make_session(in_person=True, venue="The Hall")
    option = factories.make_option("A ramp", by_video=False, by_phone=False)
    booking = factories.make_booking(session=session, mode="in-person", needs=(option,))
    request = ask(needs_of(session, "A ramp"), now)
    bookings.change(booking=booking, mode="video", now=now + MINUTE)
    assert change_of(request).words == "nobody needs it now"


def test_a_press_on_what_has_changed_again_sends_nothing(needs, session, now):
    request = ask(needs, now)
    bookings.cancel(booking=needs[0].person.booking, now=now + MINUTE)
    shown = change_of(request).key
    make_needs(session, names=("Joan Webb",), now=now + 2 * MINUTE)
    for key in (shown, "off", ""):
        with pytest.raises(RequestChanged):
            requests.send_update(
                request=request, shown=key, user=make_organiser(), now=now + 3 * MINUTE
            )
    assert current(request).version == 1


def test_calling_off_asks_anew_unless_someone_else_does_it(needs, session, now):
    first = ask(needs, now)
    second = ask(needs_of(session), now + MINUTE, supplier=make_supplier("Other"))
    assert requests.withdraw(request=first, now=now + 2 * MINUTE)
    assert states(session) == ["arranging", "arranging"]
    assert requests.withdraw(request=second, now=now + 3 * MINUTE)
    assert states(session) == ["asked", "asked"]
    assert not requests.withdraw(request=second, now=now + 4 * MINUTE)


# Forgetting ----------------------------------------------------------------------------------------


def test_own_words_that_a_supplier_read_go_with_their_person(site, now):
    session = factories.make_session()
    option = factories.make_option("Information in another language")
    booking = bookings.book(
        session=session,
        contact=bookings.Contact(name="Ama", email="ama@example.org"),
        people=(
            bookings.Attendee(
                name="Ama",
                email="ama@example.org",
                asks=(bookings.AccessRequest(option=option, words="Markerlanguage"),),
            ),
        ),
        mode="video",
        for_whom="me",
        now=now,
        form_key=uuid.uuid4(),
    )
    (need,) = needs_of(session, option.label)
    request = ask([need], now, told=[need.pk])
    assert requests.passed_on_words(current(request).links.all()) == ["Markerlanguage"]
    Booking.objects.filter(pk=booking.pk).delete()
    assert requests.passed_on_words(current(request).links.all()) == []
    assert "Markerlanguage" not in str(SupplierRequest.objects.values())
    assert not AccessNeed.objects.exists()


def test_a_request_keeps_the_words_that_people_read(needs, now):
    request = ask(needs, now)
    option = needs[0].option
    option.label = "Something else"
    option.save()
    assert current(request).line == LINE
