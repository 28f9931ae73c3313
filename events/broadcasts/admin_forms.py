"""The form in which an organiser writes a broadcast."""

import uuid
from datetime import datetime
from typing import Any

from django import forms

from events.admin.forms import AdminForm
from events.broadcasts.audience import bookings_of, copies_of, requested_options
from events.broadcasts.create import normalise_line, normalise_text
from events.models import Broadcast, Session
from hub.forms.fields import ChoiceField, LongAnswerField
from hub.words import people_count

AudienceType = Broadcast.AudienceType
PAST_LABELS = {
    AudienceType.COMING: "Everyone who had a place",
    AudienceType.WAITING: "Everyone who was still waiting",
}
AUDIENCE_GONE = "There is nobody like that any more. Choose other people."


class BroadcastForm(AdminForm):
    """A broadcast form offering only audiences with recipients, and their numbers."""

    audience = ChoiceField(
        label="To whom?",
        missing="Choose to whom you write.",
        error_messages={"invalid_choice": AUDIENCE_GONE},
    )
    option = forms.ChoiceField(
        label="What did they ask for?",
        help_text="Only if you write to those who asked for one thing. "
        "The letter goes to the person who asked, and to the one who booked for them.",
        required=False,
        error_messages={"invalid_choice": AUDIENCE_GONE},
    )
    subject = forms.CharField(
        label="Subject",
        help_text="What it is about, in a few words. It can show on a locked phone, so say nothing "
        "here of what people asked for. We add the name and the day of the session.",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write what it is about, in a few words."},
    )
    body = LongAnswerField(
        label="What you want to tell them",
        help_text="Everyone gets the same words. Write no names, and nothing of what one person needs. "
        "We begin with “Hello” and their name, and end with our name, the facts of the session and "
        "their own link.",
        rows=10,
        max_length=3000,
        missing="Write what you want to tell them.",
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    without_optional_mark = ("option",)

    def __init__(
        self,
        *args: object,
        session: Session,
        now: datetime,
        sees_needs: bool = True,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        # The error message, not the browser, enforces the limit.
        self.fields["subject"].widget.attrs.pop("maxlength", None)
        is_over, bookings = session.is_over(now), bookings_of(session)
        labels = PAST_LABELS if is_over else {each: each.label for each in PAST_LABELS}
        self.fields["audience"].choices = [
            (audience, f"{label} ({people_count(number)})")
            for audience, label in labels.items()
            if (number := len(copies_of(bookings, audience=audience)))
        ]
        options = [] if is_over or not sees_needs else requested_options(bookings)
        self.options = {str(option.pk): option for option in options}
        if not options:
            del self.fields["option"]
            return
        self.fields["audience"].choices += [(AudienceType.NEED, AudienceType.NEED.label)]
        self.fields["option"].choices = [("", "Choose one")]
        for key, option in self.options.items():
            number = len(copies_of(bookings, audience=AudienceType.NEED, option=option))
            label = f"{option.label} ({people_count(number)})"
            self.fields["option"].choices += [(key, label)]

    @property
    def has_recipients(self) -> bool:
        return bool(self.fields["audience"].choices)

    def answers(self) -> dict[str, Any]:
        """Return keyword arguments for `create_broadcast`."""
        data = self.cleaned_data
        option = self.options.get(data.get("option", ""))
        return {
            "audience": data["audience"],
            "option": option if data["audience"] == AudienceType.NEED else None,
            "subject": normalise_line(data["subject"]),
            "body": normalise_text(data["body"]),
            "form_key": data["form_key"],
        }
