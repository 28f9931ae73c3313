"""Which notices are enqueued, to whom, and how often."""

from datetime import timedelta

import pytest
from django.db import transaction

from events import bookings as booking_service
from events.models import Booking, Notice, Person
from events.outbox import (
    enqueue,
    enqueue_all,
    recipient_key_for,
    resend,
)
from tests import factories

Kind = Notice.Kind

pytestmark = pytest.mark.django_db


def make_carer_booking(**fields):
    """Sam books for Ama, who has an address of her own; Jo supports Ama."""
    booking = factories.make_booking(
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other",
        people=(
            booking_service.Attendee(name="Ama Mensah", email="ama@example.org"),
            booking_service.Attendee(name="Jo", email="jo@example.org", role=Person.Role.SUPPORTS),
            booking_service.Attendee(
                name="Kim", email="SAM@example.org", role=Person.Role.SUPPORTS
            ),
        ),
        **fields,
    )
    Notice.objects.all().delete()
    return booking


def recipients(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_everyone_with_an_address_of_their_own_is_owed_a_mail_and_each_address_once(now):
    booking = make_carer_booking()
    enqueue(kind=Kind.CONFIRMATION, booking=booking, now=now)

    ama, jo, _ = booking.people.all()
    assert recipients(Kind.CONFIRMATION) == sorted(
        ["contact", f"person-{ama.pk}", f"person-{jo.pk}"]
    )


def test_someone_who_does_not_know_of_the_booking_is_owed_nothing(now):
    booking = make_carer_booking(person_knows=False)
    enqueue(kind=Kind.CONFIRMATION, booking=booking, now=now)

    assert recipients(Kind.CONFIRMATION) == ["contact"]


def test_what_an_organiser_must_know_goes_to_the_organisers_alone(now):
    enqueue(kind=Kind.ORGANISER_NEEDS, booking=make_carer_booking(), now=now)

    assert recipients(Kind.ORGANISER_NEEDS) == ["organisers"]


def test_with_a_new_booking_each_kind_goes_to_those_it_is_for(now):
    booking = make_carer_booking()
    to = {
        Kind.WAITING: Notice.CONTACT,
        Kind.ORGANISER_NEEDS: Notice.ORGANISERS,
        Kind.CONFIRMATION: Notice.CONTACT,
        Kind.PROMOTED: Notice.CONTACT,
    }
    enqueue_all(
        Notice(kind=kind, booking=booking, recipient=recipient, due_at=now, created_at=now)
        for kind, recipient in to.items()
    )

    ama, jo, _ = booking.people.all()
    everyone = sorted(["contact", f"person-{ama.pk}", f"person-{jo.pk}"])
    for kind in (Kind.WAITING, Kind.CONFIRMATION, Kind.PROMOTED):
        assert recipients(kind) == everyone, kind
    assert recipients(Kind.ORGANISER_NEEDS) == ["organisers"]


def test_the_link_is_for_the_contact_and_whoever_takes_part_and_never_for_a_supporter():
    booking = make_carer_booking()
    ama = booking.people.get(name="Ama Mensah")

    assert recipient_key_for(booking, "Sam@Example.org") == "contact"
    assert recipient_key_for(booking, "AMA@example.org") == f"person-{ama.pk}"
    assert recipient_key_for(booking, "jo@example.org") == ""
    for nobody in ("aaa@example.org", "nobody@example.org", "zzz@example.org"):
        assert recipient_key_for(booking, nobody) == ""
    booking.person_knows = False
    assert recipient_key_for(booking, "ama@example.org") == ""
    assert recipient_key_for(booking, "sam@example.org") == "contact"


def test_the_same_kind_for_the_same_reason_is_owed_once(now):
    booking = make_carer_booking()
    first = enqueue(kind=Kind.CHANGE, booking=booking, now=now, dedupe_key="4")
    again = enqueue(kind=Kind.CHANGE, booking=booking, now=now + timedelta(hours=1), dedupe_key="4")
    enqueue(kind=Kind.CHANGE, booking=booking, now=now, dedupe_key="5")

    assert first == again
    assert first.due_at == first.created_at == now
    assert Notice.objects.filter(kind=Kind.CHANGE, recipient="contact").count() == 2


def test_for_many_bookings_the_same_is_owed_as_for_each(now, django_assert_num_queries):
    one, other = make_carer_booking(), make_carer_booking()

    def make_notice(booking, reason):
        return Notice(
            kind=Kind.SESSION_MOVED, booking=booking, dedupe_key=reason, due_at=now, created_at=now
        )

    enqueue(kind=Kind.SESSION_MOVED, booking=one, now=now, dedupe_key="1")
    before = set(Notice.objects.values_list("pk", flat=True))
    people = Booking.objects.prefetch_related("people")
    first, second = people.get(pk=one.pk), people.get(pk=other.pk)
    with django_assert_num_queries(1):
        enqueue_all([make_notice(first, "1"), make_notice(first, "2"), make_notice(second, "2")])
    enqueue_all([make_notice(second, "2")])

    new = Notice.objects.exclude(pk__in=before)
    readers_of = {
        booking.pk: ["contact", *(f"person-{person.pk}" for person in booking.people.all()[:2])]
        for booking in (one, other)
    }
    assert list(new.order_by("pk").values_list("booking", "dedupe_key", "recipient")) == [
        (booking.pk, "2", to) for booking in (one, other) for to in readers_of[booking.pk]
    ]
    enqueue_all([])


def test_a_change_that_is_rolled_back_owes_nothing(now):
    booking = make_carer_booking()
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(kind=Kind.CHANGE, booking=booking, now=now)
        raise RuntimeError

    assert not Notice.objects.exists()


def test_the_row_holds_no_name_address_or_need(now):
    booking = factories.make_booking(name="Marker Name", email="marker@example.org")
    for notice in Notice.objects.filter(booking=booking):
        words = " ".join(str(value) for value in vars(notice).values())
        assert "arker" not in words


def test_pressing_resend_tries_again_at_once_and_only_what_was_given_up(now):
    booking = make_carer_booking()
    notice = enqueue(kind=Kind.CHANGE, booking=booking, now=now)
    assert not resend(notice=notice, now=now)

    Notice.objects.filter(pk=notice.pk).update(failed_at=now, attempts=13, problem="Gone")
    later = now + timedelta(days=3)
    assert resend(notice=notice, now=later)

    notice.refresh_from_db()
    assert (notice.failed_at, notice.attempts, notice.problem) == (None, 0, "")
    assert list(Notice.objects.due(later).filter(pk=notice.pk)) == [notice]


def test_booking_owes_its_confirmation_in_the_same_transaction(now):
    session = factories.make_session()
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.make_booking(session=session)
        raise RuntimeError

    assert not Booking.objects.exists()
    assert not Notice.objects.exists()


def test_a_reader_whose_mailbox_is_broken_costs_the_others_no_mail(now):
    """The contact has read of the first change; the copy for the other one is being tried again."""
    booking = make_carer_booking()
    booking_service.change(booking=booking, mode="phone", now=now)
    Notice.objects.filter(kind=Kind.CHANGE, recipient="contact").update(sent_at=now)
    Notice.objects.filter(kind=Kind.CHANGE).exclude(recipient="contact").update(attempts=3)
    booking_service.change(booking=booking, mode="video", now=now + timedelta(hours=1))

    open_now = Notice.objects.open().filter(kind=Kind.CHANGE, recipient="contact")
    assert [notice.created_at for notice in open_now] == [now + timedelta(hours=1)]
