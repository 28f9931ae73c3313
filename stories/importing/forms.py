"""The forms of the import: what to start from, and where each piece goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from events.admin.forms import AdminForm
from events.models import Session, SessionPage
from hub.forms.fields import ChoiceField
from stories.importing import errors
from stories.importing.file_types import MAX_BYTES
from stories.importing.imports import default_place, place_of
from stories.importing.placements import Part, Place, Placement
from stories.models import SummaryImport

NO_SESSION = "0"
MAX_PASTED = 500_000  # letters

NAMES: dict[Place, str] = {
    Place.TITLE: "the title",
    Place.PEOPLE: "the number of people",
    Place.INTRODUCTION: "the introduction",
    Place.IN_SHORT: "“In short”",
    Place.QUESTION: "a question we asked",
    Place.THEME: "the heading of a theme",
    Place.POINT: "a point of the theme above it",
    Place.QUOTE: "a quote",
    Place.POEM: "a poem",
    Place.REFLECTION: "the final reflections",
    Place.FEEDBACK: "feedback on the session",
    Place.NEXT: "what happens next",
    Place.OTHER: "anything else",
}
KEPT_NAMES: dict[Place, str] = NAMES | {
    Place.VIDEO: "a video",
    Place.PICTURE: "a picture that you describe",
}


class StartForm(AdminForm):
    session = ChoiceField(
        label="Which session is it about?",
        help_text="If there are several in your slides, we find each by the date in its title.",
        widget=forms.Select,
        missing="Choose a session, or “None of these”",
    )
    file = forms.FileField(
        label="Your slides or notes",
        help_text="PowerPoint (.pptx), Word (.docx), LibreOffice (.odp, .odt), PDF or a web page. Up to 50 MB.",
        required=False,
        allow_empty_file=True,
    )
    words = forms.CharField(
        label="Or paste the words here",
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        required=False,
        strip=False,
        max_length=MAX_PASTED,
    )

    without_optional_mark = ("file", "words")

    def __init__(self, *args: Any, sessions: Sequence[Session], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["session"]).choices = session_choices(sessions)
        self.starts_blank = "blank" in self.data

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(errors.TOO_BIG)
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        file, words = data.get("file"), (data.get("words") or "").strip()
        if self.starts_blank or self.errors:
            return data
        if file and words:
            message = (
                "Send a file, or paste words. One of the two. Choose the file again if you want it."
            )
            self.add_error("file", message)
        elif not file and not words:
            message = "Choose a file, or paste words. You can also start without a file."
            self.add_error("file", message)
        return data

    @property
    def page(self) -> SessionPage | None:
        return SessionPage.objects.filter(pk=self.cleaned_data["session"]).first()


def session_choices(
    sessions: Sequence[Session], chosen: SessionPage | None = None
) -> list[tuple[str, str]]:
    """Return the sessions by their pages, with the chosen one among them."""
    choices = [(str(each.page_id), str(each)) for each in sessions]
    if chosen and str(chosen.pk) not in dict(choices):
        choices.insert(0, (str(chosen.pk), chosen.get_admin_display_title()))
    return [*choices, (NO_SESSION, "None of these")]


@dataclass(frozen=True)
class Row:
    """A piece on the screen, with what can become of it."""

    key: str
    part: int
    placement: Placement
    chosen: Place
    options: list[tuple[Place, str]]
    picture: int | None = None  # the row of its picture, if there is one


def rows_of(this: SummaryImport, parts: Sequence[Part]) -> list[Row]:
    pictures = dict(this.pictures.values_list("key", "pk"))
    rows = []
    for number, part in enumerate(parts):
        for index, each in enumerate(part.placements):
            key = f"{number}-{index}"
            chosen, picture = place_of(this, key, each), pictures.get(each.picture)
            rows.append(Row(key, number, each, chosen, options_for(each), picture))
    return rows


def options_for(placement: Placement) -> list[tuple[Place, str]]:
    """Return what an editor can do with a piece; the place that was found comes first."""
    found = placement.place
    first = default_place(placement)
    keep = {
        Place.DATE: "Leave it out: the page has the date",
        Place.LABEL: "Leave it out: the page has it",
        Place.UNPLACED: "List it beside the draft",
        Place.LEFT_OUT: "Leave it out: a speaker’s note",
    }
    options = [(first, keep.get(first) or f"Keep as {KEPT_NAMES[found]}")]
    if placement.picture:
        moves = [(Place.PICTURE, "Move to the page, as a picture that you describe")]
    else:
        moves = [(place, f"Move to {name}") for place, name in NAMES.items()]
    options += [(place, words) for place, words in moves if place != first]
    if first != Place.UNPLACED:
        options.append((Place.UNPLACED, "List it beside the draft"))
    if first != Place.LEFT_OUT:
        options.append((Place.LEFT_OUT, "Leave it out"))
    return options


def choices_in(
    data: Mapping[str, str], this: SummaryImport, rows: Sequence[Row], known_sessions: set[str]
) -> dict[str, Any]:
    """Return the choices with those of a page of the form. What is not an option changes nothing."""
    places = dict(this.choices.get("places", {}))
    for row in rows:
        wanted = data.get(f"place-{row.key}")
        if wanted in {place.value for place, _ in row.options}:
            places[row.key] = wanted
    sessions = dict(this.choices.get("sessions", {}))
    for number in {row.part for row in rows}:
        wanted = data.get(f"session-{number}")
        if wanted in known_sessions:
            sessions[str(number)] = int(wanted)
    return {"places": places, "sessions": sessions}
