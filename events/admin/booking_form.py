"""The form for bookings that organisers enter, mostly on the phone."""

import uuid
from dataclasses import replace
from itertools import chain
from typing import Any

from django import forms

from events import bookings, extension_points
from events.admin.forms import AdminForm, LinesField
from events.models import AccessOption, Booking, Person, Session
from events.models.attendance import AttendanceMode
from hub.forms.fields import ChoiceField, EmailAddressField, NameField, PhoneField

ForWhom = Booking.ForWhom

FOR_OTHERS = (ForWhom.OTHER, ForWhom.OTHER_AND_ME)
LAST_FIELDS = ("told", "use_held", "may_wait")
CONTACT_HINT = "We need a phone number or an email address."


class PhoneBookingForm(AdminForm):
    """A one-page booking form, in the order of a phone conversation."""

    without_optional_mark = ("phone", "email", "other_name", "options")

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    contact_name = NameField(
        own=False, label="Name of the person you speak to", missing="Write the person's name."
    )
    phone = PhoneField(own=False, label="Phone number", required=False, help_text=CONTACT_HINT)
    email = EmailAddressField(
        own=False,
        label="Email address",
        required=False,
        help_text="With an email address they get a confirmation and a link to change things.",
    )
    for_whom = ChoiceField(
        label="Who is coming?",
        choices=[
            (ForWhom.ME, "Just this person"),
            (ForWhom.ME_AND_SUPPORTER, "This person, and someone who supports them"),
            (ForWhom.OTHER, "Someone else"),
            (ForWhom.OTHER_AND_ME, "Someone else, and this person too"),
        ],
        missing="Choose who is coming.",
    )
    other_name = NameField(
        own=False,
        label="Name of the other person",
        required=False,
        help_text="Leave this empty if just one person is coming.",
    )
    way = ChoiceField(label="How will they join?", missing="Choose how they will join.")
    options = forms.ModelMultipleChoiceField(
        label="What would make it easier for them?",
        help_text="Tick all that they ask for. They do not need to say why.",
        queryset=AccessOption.objects.filter(in_use=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = LinesField(label="Something else that would help", max_length=2000, required=False)
    share_needs = forms.BooleanField(
        label="Those who run the session may know what they asked for", required=False
    )
    remember_needs = forms.BooleanField(
        label="We may remember what they asked for until next time", required=False
    )
    told = forms.BooleanField(
        label="I told them what we keep, and that we delete it after the session",
        error_messages={"required": "Tell them what we keep. Then tick this box."},
    )
    use_held = forms.BooleanField(
        label="Use a place that we hold back",
        help_text="For people who would find it hard to come another time.",
        required=False,
    )
    may_wait = forms.BooleanField(
        label="If it is full, put them on the waiting list", required=False
    )

    def __init__(self, *args: object, session: Session, **kwargs: object) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        self.questions = list(chain.from_iterable(extension_points.phone_questions(session)))
        asked = {question.name: question.field for question in self.questions}
        self.base_fields = self.base_fields | asked
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in LAST_FIELDS])
        self.fields["way"].choices = [(mode, mode.label) for mode in session.attendance_modes]
        options = self.fields["options"]
        if not session.in_person:
            options.queryset = options.queryset.exclude(subject=AccessOption.Subject.ROOM)
        if not session.places_held:
            del self.fields["use_held"]
        if session.places is None and session.places_in_person is None:
            del self.fields["may_wait"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("email") and not data.get("phone") and "email" not in self.errors:
            self.add_error("phone", "Write a phone number or an email address.")
        has_other = data.get("for_whom") not in (None, "", ForWhom.ME)
        if has_other and not data.get("other_name"):
            self.add_error("other_name", "Write the name of the other person.")
        return data

    def answers(self) -> dict[str, Any]:
        """Return keyword arguments for `bookings.book`."""
        data = self.cleaned_data
        contact = bookings.Contact(
            name=data["contact_name"], email=data["email"], phone=data["phone"]
        )
        return {
            "contact": contact,
            "people": self._people(contact),
            "mode": AttendanceMode(data["way"]),
            "for_whom": data["for_whom"],
            "person_knows": True if data["for_whom"] in FOR_OTHERS else None,
            "wishes": bookings.Preferences(
                share_needs=data["share_needs"], remember_needs=data["remember_needs"]
            ),
            "form_key": data["form_key"],
            "join_waiting_list": data.get("may_wait", False),
            "use_held_places": data.get("use_held", False),
        }

    @property
    def ticked_questions(self) -> list[extension_points.PhoneQuestion]:
        return [question for question in self.questions if self.cleaned_data.get(question.name)]

    def _people(self, contact: bookings.Contact) -> tuple[bookings.Attendee, ...]:
        """Return the attendees. Access requests belong to the first."""
        data = self.cleaned_data
        asks = tuple(bookings.AccessRequest(option=option) for option in data["options"])
        if data["words"].strip():
            asks += (bookings.AccessRequest(words=data["words"]),)
        caller = bookings.Attendee(name=contact.name, email=contact.email, phone=contact.phone)
        other = bookings.Attendee(name=data["other_name"])
        match data["for_whom"]:
            case ForWhom.ME_AND_SUPPORTER:
                return (replace(caller, asks=asks), replace(other, role=Person.Role.SUPPORTS))
            case ForWhom.OTHER:
                return (replace(other, asks=asks),)
            case ForWhom.OTHER_AND_ME:
                return (replace(other, asks=asks), caller)
        return (replace(caller, asks=asks),)
