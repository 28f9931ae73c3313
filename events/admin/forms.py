"""Admin forms, with Wagtail's look and the site's messages."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from events.models import Session
from events.models.attendance import attendance_errors
from events.models.series_form import MIDNIGHT
from events.recurrence import ends, is_end_of
from events.schedule.session_changes import DETAILS
from hub.dates import LONDON
from hub.forms.base import SiteForm
from hub.forms.dates import DateField, TimeField
from hub.forms.fields import ChoiceField
from hub.models import Area


class AdminFormRenderer(TemplatesSetting):
    """A form renderer with the templates in `templates/events/admin/`."""

    form_template_name = "events/admin/form.html"
    field_template_name = "events/admin/field.html"


class AdminForm(SiteForm):
    default_renderer = AdminFormRenderer


class TimesForm(AdminForm):
    """A form for day, start and end in London time, whatever the editor's time zone.

    `starts_at` and `ends_at` are in UTC: datetimes of one zone compare by wall-clock time, which
    repeats one hour and skips another.
    """

    day = DateField(label="Day", missing="Choose a day.")
    start = TimeField(label="Starts at", missing="Say when it starts.")
    end = TimeField(label="Ends at", help_text=MIDNIGHT, missing="Say when it ends.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and end and not is_end_of(start, end):
            self.add_error("end", "The end must be after the start.")
        return data

    @property
    def starts_at(self) -> datetime:
        return self._start.astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        return ends(self._start, self.cleaned_data["end"]).astimezone(UTC)

    @property
    def _start(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["start"], LONDON)


class MoveForm(TimesForm):
    day = DateField(label="New day", missing="Choose the new day.")

    def __init__(self, *args: object, session: Session, now: datetime, **kwargs: object) -> None:
        starts, ends = session.starts_at.astimezone(LONDON), session.ends_at.astimezone(LONDON)
        kwargs["initial"] = {"day": starts.date(), "start": starts.time(), "end": ends.time()}
        super().__init__(*args, **kwargs)
        self.session, self.now = session, now

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors:
            return data
        if self.starts_at <= self.now:
            self.add_error("day", "That time has passed. Choose a time to come.")
        elif (self.starts_at, self.ends_at) == (self.session.starts_at, self.session.ends_at):
            self.add_error("day", "That is the time it has now. Choose another.")
        return data


class CancelForm(AdminForm):
    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="People read this on the page and in their email. One short sentence is enough.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Write why it is cancelled. People will ask."},
    )


class NoteForm(AdminForm):
    text = forms.CharField(
        label="Note",
        help_text="For example: Bring something to write with. Leave it empty to take the note away.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )


class LinesField(forms.CharField):
    """A multi-line field. Line endings, which vary by browser, are no change to announce."""

    widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"rows": 3, **super().widget_attrs(widget)}

    def to_python(self, value: object) -> str:
        return super().to_python(value).replace("\r\n", "\n")

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.to_python(initial), self.to_python(data))


class SessionDetailsForm(AdminForm, forms.ModelForm):
    """A form for a session's ways to join, venue, payment and capacity."""

    meeting_url = forms.URLField(
        label="Meeting link",
        help_text="Only people who have booked see it, shortly before the start.",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Write the whole link, like https://meet.example.org/brew."},
    )
    all_coming = forms.BooleanField(
        label="Do the same for all coming dates of this series",
        required=False,
        help_text="Dates that are cancelled stay as they are.",
    )

    class Meta:
        model = Session
        fields = DETAILS
        labels = {
            "by_video": "People can join by video",
            "by_phone": "People can join by phone",
            "in_person": "People can come in person",
            "meeting_phone": "Number to dial in",
            "places": "Places",
        }
        help_texts = {"meeting_phone": "Only people who have booked see it."}
        field_classes = dict.fromkeys(
            ("venue", "venue_access", "venue_travel", "venue_drawbacks", "payment"), LinesField
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, message in attendance_errors(data).items():
            self.add_error(name, message)
        limit = data.get("places_in_person")  # an in-person limit includes the held places
        limit = data.get("places") if limit is None else limit
        if limit is not None and (data.get("places_held") or 0) > limit:
            self.add_error("places_held", "You cannot hold back more places than there are.")
        return data

    def _post_clean(self) -> None:
        """Leave the instance alone: the service validates and saves it."""

    @property
    def changed(self) -> dict[str, Any]:
        """Return keyword arguments for `set_details`."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in DETAILS}


class NewSessionForm(TimesForm):
    """A row of the table that adds sessions. Its hints stand below the table."""

    end = TimeField(label="Ends at", missing="Say when it ends.")
    title = forms.CharField(label="Title", required=False, max_length=255)
    area = forms.ModelChoiceField(
        label="Area", queryset=Area.objects.all(), required=False, empty_label="As the series"
    )
    host = forms.CharField(label="Run by", required=False, max_length=150)

    def has_changed(self) -> bool:
        """Return False for a row with only the usual times."""
        written = (self[name].data for name in ("day", "title", "area", "host"))
        if any((words or "").strip() for words in written):
            return True
        times = {name for name in ("start", "end") if self[name].data}
        return bool(times & set(self.changed_data))


class NewSessionFormSet(forms.BaseFormSet):
    """A formset of new sessions; `filled` skips blank rows."""

    def __init__(self, *args: object, now: datetime, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    @property
    def filled(self) -> list[NewSessionForm]:
        return [form for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        if any(self.errors):
            return
        if not self.filled:
            raise forms.ValidationError("Fill in at least one row.")
        seen = set()
        for form in self.filled:
            starts_at = form.starts_at
            if starts_at <= self.now:
                form.add_error("day", "This day has passed. Check the year.")
            elif starts_at in seen:
                form.add_error("day", "This date is in the table twice. Take one out.")
            seen.add(starts_at)


class PublishTimeForm(AdminForm):
    """A form to publish new sessions now or later."""

    show = ChoiceField(
        label="When can people see them?",
        choices=[
            ("now", "Now. People can see and book them"),
            ("later", "Later. Keep them as drafts for now"),
        ],
        missing="Choose when people can see them.",
    )
