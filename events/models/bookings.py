"""Bookings, their attendees, and people removed from them, and personal feeds."""

import uuid

from django.db import models
from django.utils import timezone

from events.channels import sends_letters, sends_texts
from events.ical.identity import current_uid_domain
from events.models.attendance import AttendanceMode
from hub.email_addresses import EmailAddressModelField, email_q, is_same_email
from hub.encryption import EncryptedTextField


class Invited(models.Model):
    """A recipient of invites and the last calendar reply, written by `events.rsvp.apply`.

    A change of the date empties the answer: see `events.bookings.calendar_answers`.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "ACCEPTED", "Yes"
        TENTATIVE = "TENTATIVE", "Maybe"
        DECLINED = "DECLINED", "No"
        # A No that nobody vouches for. It cancels nothing: see `events.rsvp.decline_check`.
        DECLINE_ASKED = "NO-ASKED", "No, we asked"

    calendar_answer = models.CharField(
        max_length=10, choices=Answer.choices, blank=True, editable=False
    )
    # DTSTAMP, by the calendar's own clock: an old reply that arrives late is known as old.
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The address that our mails came back from. With another address it means nothing any more.
    failed_email = EmailAddressModelField(blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def email_fails(self) -> bool:
        """Return whether our mails to the present address come back."""
        email: str = getattr(self, "email", "")
        return bool(email and self.failed_email) and is_same_email(email, self.failed_email)


class BookingQuerySet(models.QuerySet):
    def listening(self) -> "BookingQuerySet":
        """Return the bookings to notify of changes to the session."""
        return self.filter(state__in=Booking.LISTENING)

    def with_email(self, email: str) -> "BookingQuerySet":
        """Return the bookings with this address, of the contact or a person. Not distinct."""
        return self.filter(self.address_q(email))

    @staticmethod
    def address_q(email: str) -> models.Q:
        """Return the filter of `with_email`."""
        return email_q("email", email) | email_q("people__email", email)

    def by_phone_only(self) -> "BookingQuerySet":
        """Return the bookings without an e-mail recipient: not `Booking.can_be_mailed`, in SQL."""
        mailed = models.Q(people__email__gt="") & ~models.Q(person_knows=False)
        return self.filter(email="").exclude(
            pk__in=Booking.objects.filter(mailed).order_by().values("pk")
        )


class Booking(Invited):
    """A booking by one contact for its people. Bookings may share an e-mail address."""

    class State(models.TextChoices):
        BOOKED = "booked", "Booked"
        WAITING = "waiting", "On the waiting list"
        OFFERED = "offered", "Offered a place"
        LAPSED = "lapsed", "Did not answer an offer"
        CANCELLED = "cancelled", "Cancelled"

    LISTENING = (State.BOOKED, State.WAITING, State.OFFERED)

    class ForWhom(models.TextChoices):
        ME = "me", "Just me"
        ME_AND_SUPPORTER = "me-and-supporter", "Me, and someone who will support me"
        OTHER = "other", "Someone else. I am booking for them"
        OTHER_AND_ME = "other-and-me", "Someone else, and I will come too"

    class TalkFirst(models.TextChoices):
        PHONE = "phone", "Yes, phone me"
        MESSAGE = "message", "Yes, text or email me"
        NO = "no", "No, thank you"

    session = models.ForeignKey("events.Session", on_delete=models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    attendance_mode = models.CharField(
        "how they join", max_length=10, choices=AttendanceMode.choices
    )
    for_whom = models.CharField(max_length=20, choices=ForWhom.choices, default=ForWhom.ME)
    person_knows = models.BooleanField("the person knows about this booking", null=True, blank=True)

    contact_name = models.CharField(max_length=150)
    email = EmailAddressModelField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    # The number in `phone` in E.164, of a contact who asked for texts. Empty: no texts.
    text_number = models.CharField("gets texts on", max_length=16, blank=True)
    postal_address = models.TextField("gets letters at", max_length=400, blank=True)

    anything_else = EncryptedTextField(max_length=2000, blank=True)
    contact_first = models.CharField(
        max_length=10, choices=TalkFirst.choices, default=TalkFirst.NO, blank=True
    )
    contact_when = EncryptedTextField("a good time to phone", max_length=150, blank=True)
    share_needs = models.BooleanField(
        "the people who run the session may see the needs", default=False
    )
    remember_needs = models.BooleanField("remember the needs for next time", default=False)
    discreet_title = models.BooleanField("plain title in the calendar", default=False)
    reminders = models.BooleanField("send reminders", default=True)
    hour_reminder = models.BooleanField("remind an hour before too", default=False)

    # The manage link is signed from `uid`; a higher `link_version` revokes it.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # What the first invite promised: see `events.ical.identity`. No organizer before an invite is owed.
    uid_domain = models.CharField(max_length=253, default=current_uid_domain, editable=False)
    organizer_email = models.EmailField(blank=True, editable=False)
    link_version = models.PositiveSmallIntegerField(default=0, editable=False)
    spoken_code = models.CharField(
        max_length=30, unique=True, null=True, blank=True, editable=False
    )
    # Idempotency key: the same form sent twice makes one booking.
    form_key = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    booked_by = models.ForeignKey(
        "hub.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Orders the waiting list. Kept on cancellation, so that undoing it restores the turn.
    waiting_since = models.DateTimeField(null=True, blank=True, editable=False)
    offered_until = models.DateTimeField(null=True, blank=True, editable=False)
    offer_extended = models.BooleanField("asked for more time", default=False, editable=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        permissions = [("export_booking", "Can take out lists with names")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(email="") | ~models.Q(phone=""), name="booking_can_be_reached"
            )
        ]
        indexes = [
            models.Index(fields=["session", "state"]),
            models.Index(fields=["email"]),
            models.Index(
                fields=["text_number"],
                name="booking_text_number",
                condition=~models.Q(text_number=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Booking {self.pk}"

    @property
    def can_be_mailed(self) -> bool:
        """Return whether the contact or an informed person has an e-mail. Reads `people` once."""
        if self.email:
            return True
        return self.person_knows is not False and any(person.email for person in self.people.all())

    @property
    def can_be_texted(self) -> bool:
        return bool(self.text_number) and sends_texts()

    @property
    def can_be_written_to(self) -> bool:
        """Return whether a mail or a text tells the news, so that nobody has to phone."""
        return self.can_be_texted or self.can_be_mailed

    @property
    def gets_letters(self) -> bool:
        return bool(self.postal_address) and sends_letters()


class Person(Invited):
    """An attendee of a booking. A supporter usually takes no place."""

    class Role(models.TextChoices):
        COMES = "comes", "Takes part"
        SUPPORTS = "supports", "Supports someone"

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.COMES)
    needs_place = models.BooleanField(default=True)
    email = EmailAddressModelField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    # Ticked on the day. Empty: nobody has said, which is not that they stayed away.
    came = models.BooleanField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"Person {self.pk}"


class RemovedPerson(models.Model):
    """A person removed from a booking after a notice about it, until notified of the removal.

    Separate from `Person`, so that nothing else can count or show the row. Kept until the mail is
    sent or dropped, for one day at most. `recipient` is as in `Notice.recipient`: "person-" and the former pk.
    """

    booking = models.ForeignKey(
        "events.Booking", on_delete=models.CASCADE, related_name="removed_people"
    )
    recipient = models.CharField(max_length=30)
    name = models.CharField(max_length=150)
    email = EmailAddressModelField()
    left_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "taken off"
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "recipient"], name="taken_off_a_booking_once"
            )
        ]

    def __str__(self) -> str:
        return f"Taken off {self.pk}"


class ErasedInvite(models.Model):
    """What takes a session out of one calendar after its booking was erased.

    Separate from `Booking`, so that nothing else can count, show or open it. Deleted when the mail is
    sent or dropped, after one day at most. The fields have the names that they have in `Booking`.
    """

    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(editable=False)
    uid_domain = models.CharField(max_length=253, editable=False)
    organizer_email = models.EmailField(blank=True, editable=False)
    sequence = models.PositiveIntegerField(editable=False)
    attendance_mode = models.CharField(max_length=10, choices=AttendanceMode.choices)
    discreet_title = models.BooleanField()
    created_at = models.DateTimeField(editable=False)
    name = models.CharField(max_length=150)
    email = EmailAddressModelField()
    erased_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Erased invite {self.pk}"


class PersonalFeed(models.Model):
    """A personal calendar feed of all bookings of an e-mail address, which is in lower case.

    Its capability URL is signed from `uid` and never stored. Deleting the row revokes it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = EmailAddressModelField(unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"Own feed {self.pk}"
