"""The style guide: every component with its states, for staff."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from hub.forms.base import SiteForm
from hub.forms.fields import (
    ChoiceField,
    ConsentField,
    EmailAddressField,
    LongAnswerField,
    MultipleChoiceField,
    NameField,
    PhoneField,
)
from hub.forms.widgets import Answer
from hub.models import Picture
from hub.models.site_details import Accent

TOKENS = [
    *["paper", "card", "sunk", "ink", "ink-soft", "edge", "line", "accent", "accent-wash", "good"],
    *["good-wash", "care", "care-wash", "stop", "stop-wash", "table", "table-ink"],
]


@dataclass
class SamplePage:
    """A stand-in for a page, so that the style guide needs no content."""

    title: str
    summary: str = ""
    picture: Picture | None = None
    picture_alt: str = ""
    kind_words: str = ""
    topic_title: str = ""
    session: SimpleNamespace = field(default_factory=SimpleNamespace)

    def get_url(self, request: HttpRequest | None = None) -> str:
        return "#cards"


class SampleForm(SiteForm):
    way = ChoiceField(
        label="How would you like to join?",
        choices=[("video", "By video"), ("phone", "By phone"), ("room", "In person")],
        missing="Choose how you want to join",
    )
    needs = MultipleChoiceField(
        label="What would make it easier for you to take part?",
        help_text="Tick all that you would like. You do not need to tell us why.",
        required=False,
        exclusive="nothing",
        choices=[
            ("breaks", "More breaks"),
            ("bsl", Answer("A British Sign Language interpreter", "Tell us by 3 May")),
            ("nothing", "I do not need anything"),
        ],
    )
    name = NameField(label="Your name", help_text="What should we call you?")
    email = EmailAddressField(label="Your email address")
    phone = PhoneField(label="Your phone number", required=False)
    more = LongAnswerField(label="Is there anything else?", required=False, max_length=500)
    share = ConsentField(label="You can share this with the people who run the session")


class SampleQuestion(SiteForm):
    question = "way"
    way = ChoiceField(
        label="How would you like to join?",
        help_text="You can change this later.",
        choices=[("video", "By video"), ("phone", "By phone")],
        missing="Choose how you want to join",
    )


def styleguide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    return render(request, "hub/styleguide.html", _samples())


def _samples() -> dict[str, Any]:
    picture = Picture.objects.first()
    return {
        "tokens": TOKENS,
        "accents": Accent.choices,
        "sessions": _sessions(picture),
        "stories": _stories(picture),
        "lead": SamplePage("The top of a page", picture=picture),
        "figures": [
            {"number": 29, "words": "people came"},
            {"number": 3, "words": "questions"},
            {"number": 8, "words": "things we heard"},
        ],
        "themes": [
            {
                "heading": "Take time",
                "points": ["Do not rush people.", "Send the questions a week before."],
            },
            {"heading": "Say what it means", "points": ["Use plain words.", "Ask if it is clear."]},
        ],
        "poem": "The kettle hums its only song,\nwe pull another chair along.\n\n"
        "  Milk in first, or milk in last?\n    Nobody here will mark your past.",
        "rows": [
            {
                "question": "Your name",
                "answer": "Sam Field",
                "change_url": "#forms",
                "change_words": "your name",
            },
            {
                "question": "What would make it easier",
                "answers": ["More breaks", "Large print"],
                "change_url": "#forms",
                "change_words": "what would make it easier",
            },
            {"question": "Anything else", "answer": "", "change_url": "#forms"},
        ],
        "way_in": "The bus stops by the door.\nThe door is level.\nDogs: welcome.",
        "choices": [
            {"words": "All", "url": "#lists", "is_chosen": True},
            {"words": "Poems", "url": "#lists", "is_chosen": False},
            {"words": "Videos", "url": "#lists", "is_chosen": False},
        ],
        "headings": [
            {"text": "Buttons and tags", "anchor": "buttons"},
            {"text": "The welcome", "anchor": "welcome"},
            {"text": "What we heard", "anchor": "heard"},
        ],
        "page_obj": Paginator(range(30), 10).page(2),
        "weeks": _weeks(),
        "plain_form": SampleForm(prefix="plain"),
        "wrong_form": SampleForm({"wrong-email": "sam"}, prefix="wrong"),
        "question_form": SampleQuestion(prefix="question"),
        "social_title": "The parts of this site",
        "crumbs": [("Home", "/"), ("Sessions", "/sessions/")],
        "crumb_here": "The parts of this site",
    }


def _sessions(picture: Picture | None) -> list[SamplePage]:
    start = datetime(2027, 1, 27, 10, 30, tzinfo=UTC)

    def facts(**changes: Any) -> SimpleNamespace:  # noqa: ANN401
        usual = {
            "starts_at": start,
            "ends_at": start + timedelta(hours=1.5),
            "when_words": "Wednesday 27 January 2027, 10:30am to 12 noon",
            "ways_words": "By video or by phone",
            "start_words": "10:30am",
            "is_full": False,
            "is_cancelled": False,
            "places_words": "12 places left",
        }
        return SimpleNamespace(**(usual | changes))

    return [
        SamplePage(
            "Over a Brew: unpaid carers",
            "Do you look after someone? Come and say what would help.",
            picture,
            session=facts(),
            topic_title="Unpaid carers",
        ),
        SamplePage(
            "Over a Brew: getting about",
            "Buses, trains, lifts and kerbs.",
            session=facts(is_full=True),
        ),
        SamplePage("Over a Brew: money", session=facts(is_cancelled=True)),
        SamplePage(
            "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and other long names",
            "Words that do not fit are broken, and nothing moves sideways.",
            session=facts(
                places_words="1 place left", ways_words="In person, by video or by phone"
            ),
            topic_title="Equality, equity, diversity and inclusion",
        ),
    ]


def _stories(picture: Picture | None) -> list[SamplePage]:
    return [
        SamplePage("Milk in first", "Two verses about a kitchen table.", None, "", "Poem"),
        SamplePage(
            "What 29 people said about working together",
            "We asked three questions in May. This is what we heard.",
            picture,
            kind_words="Session summary",
        ),
        SamplePage("My first brew", "I kept my camera off. That was fine.", kind_words="Story"),
    ]


def _weeks() -> list[list[dict[str, Any]]]:
    first = date(2027, 1, 25)
    busy = SamplePage(
        "Over a Brew: unpaid carers",
        session=SimpleNamespace(is_cancelled=False, start_words="10:30am"),
    )
    off = SamplePage(
        "Over a Brew: money",
        session=SimpleNamespace(is_cancelled=True, start_words="2pm"),
    )
    meetings = {date(2027, 1, 27): [busy], date(2027, 1, 30): [busy, off]}
    days = [first + timedelta(days=number) for number in range(14)]
    marked = [
        {"date": day, "in_month": day.month == 1, "pages": meetings.get(day, [])} for day in days
    ]
    return [marked[:7], marked[7:]]
